import type { ActInput, DoneView, ItemView, PrepareView } from '../bindings';
import { plainItem } from './agenda';
import type { FormsWorld } from './forms';

/** Lets what members and forms see follow the secretariat's desk: new meetings, new items, published meetings. */
export function followDesk(
  world: FormsWorld,
  input: ActInput,
  done: DoneView,
  prepare: (meeting: string) => PrepareView,
): void {
  if (input.act === 'create_meeting' && done.id) {
    world.meetings.push(prepare(done.id).meeting);
  } else if (input.act === 'move_meeting') {
    const moved = world.meetings.find(({ id }) => id === input.meeting);
    if (moved) moved.state = input.to;
  } else if (input.act === 'add_item' && done.id) {
    const meeting = world.meetings.find(({ id }) => id === input.meeting);
    const made = prepare(input.meeting).items.find(({ id }) => id === done.id);
    if (!meeting || !made || world.items.has(done.id)) return;
    const { id, number, parent, depth, title, minutes, kind } = made;
    const item: ItemView = {
      ...plainItem(id, number, title),
      parent,
      depth,
      minutes,
      kind,
      sponsor: made.sponsorName,
    };
    world.items.set(id, { item, papers: [], meeting });
  }
}
