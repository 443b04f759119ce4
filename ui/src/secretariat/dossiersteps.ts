import CircleCheck from '@lucide/svelte/icons/circle-check';
import FileCheck from '@lucide/svelte/icons/file-check';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Undo from '@lucide/svelte/icons/undo-2';
import FileX from '@lucide/svelte/icons/file-x';
import type { DossierStateView, PrepareItemView } from '../ipc/bindings';
import { t } from '../shared/words.svelte';
import type { PrepareDesk } from './desk.svelte';
import type { MenuAct } from './RowMenu.svelte';

type Step = [key: string, to: DossierStateView, icon: MenuAct['icon']];

/** Publishing is a step of the meeting, and so is having been considered. */
const STEPS: Record<DossierStateView, Step[]> = {
  draft: [['lodged', 'lodged', FileCheck]],
  lodged: [['unlodged', 'draft', Undo]],
  published: [['confirmed', 'confirmed', CircleCheck]],
  confirmed: [['unconfirmed', 'published', Undo]],
  considered: [],
  withdrawn: [['restored', 'draft', RotateCcw]],
};

const TAKEN_BACK_FROM: DossierStateView[] = ['draft', 'lodged', 'published', 'confirmed'];

/** What can be done with the papers of an item as a whole. */
export function dossierActs(desk: PrepareDesk, item: PrepareItemView): MenuAct[] {
  const steps = STEPS[item.dossierState].map(([key, to, icon]): MenuAct => ({
    key: `dossier-${key}`,
    words: t(`prepare-dossier-do-${key}`),
    icon,
    disabled: to === 'lodged' && item.missing.length > 0,
    onChoose: () => void desk.act({ act: 'move_dossier', item: item.id, to }),
  }));
  if (TAKEN_BACK_FROM.includes(item.dossierState))
    steps.push({
      key: 'dossier-withdraw',
      words: t('prepare-dossier-do-withdraw'),
      icon: FileX,
      onChoose: () => (desk.asking = { kind: 'withdraw_dossier', item }),
    });
  return steps;
}
