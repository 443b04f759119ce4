import type { StatedPositionView } from '../ipc/bindings';
import { byGivenName } from '../shared/names';

const WEIGHT = { objects: 0, wishes_to_speak: 1, no_objection: 2 } as const;

/** Positions with the weightiest first: objections, wishes to speak, then those who said something, then the rest. */
export function byWeight(stated: StatedPositionView[]): StatedPositionView[] {
  const rank = (one: StatedPositionView) => WEIGHT[one.value] * 2 + (one.comment ? 0 : 1);
  return [...stated].sort(
    (one, other) => rank(one) - rank(other) || byGivenName(one.person.name, other.person.name),
  );
}
