import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import IndentDecrease from '@lucide/svelte/icons/list-indent-decrease';
import IndentIncrease from '@lucide/svelte/icons/list-indent-increase';
import Pencil from '@lucide/svelte/icons/pencil';
import Plus from '@lucide/svelte/icons/plus';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Trash from '@lucide/svelte/icons/trash';
import type { PrepareItemView } from '../ipc/bindings';
import { notices } from '../shared/notices.svelte';
import { spotDown, spotIn, spotOut, spotUp, type Spot } from '../shared/tree';
import { t } from '../shared/words.svelte';
import type { PrepareDesk } from './desk.svelte';
import type { MenuAct } from './RowMenu.svelte';

/** What the menu of a line offers. */
export function rowActs(
  desk: PrepareDesk,
  item: PrepareItemView,
  move: (item: PrepareItemView, spot: Spot | null) => void,
): MenuAct[] {
  const [up, down] = [spotUp(desk.items, item.id), spotDown(desk.items, item.id)];
  const [inside, out] = [spotIn(desk.items, item.id), spotOut(desk.items, item.id)];
  return [
    {
      key: 'rename',
      words: t('prepare-rename'),
      keys: 'F2',
      icon: Pencil,
      onChoose: () => (desk.renaming = item.id),
    },
    {
      key: 'add',
      words: t('prepare-add-below'),
      keys: 'Insert',
      icon: Plus,
      onChoose: () => (desk.adding = item.id),
    },
    moving('up', 'Alt ↑', ArrowUp, up, () => move(item, up)),
    moving('down', 'Alt ↓', ArrowDown, down, () => move(item, down)),
    moving('in', 'Alt →', IndentIncrease, inside, () => move(item, inside)),
    moving('out', 'Alt ←', IndentDecrease, out, () => move(item, out)),
    {
      key: 'copy-away',
      words: t('prepare-copy-away'),
      icon: CopyPlus,
      onChoose: () => (desk.copying = item),
    },
    leaving(desk, item),
  ];
}

function moving(
  key: string,
  keys: string,
  icon: MenuAct['icon'],
  spot: Spot | null,
  onChoose: () => void,
): MenuAct {
  return { key, words: t(`prepare-move-${key}`), keys, icon, disabled: spot === null, onChoose };
}

function leaving(desk: PrepareDesk, item: PrepareItemView): MenuAct {
  if (item.withdrawn) {
    const restore = () => void desk.act({ act: 'withdraw_item', item: item.id, withdrawn: false });
    return { key: 'restore', words: t('prepare-restore'), icon: RotateCcw, onChoose: restore };
  }
  return {
    key: 'remove',
    words: t(item.isOut ? 'prepare-withdraw' : 'prepare-remove'),
    keys: 'Delete',
    icon: Trash,
    disabled: desk.items.some(({ parent }) => parent === item.id),
    onChoose: () => void desk.takeAway(item).catch((reason) => notices.add(reason)),
  };
}
