import type { TrailLineView, TrailSubjectView } from '../bindings';
import { ADMINISTRATOR, PEOPLE, SECRETARY } from './people';
import { text } from './text';

/** Every verb the trail knows; what the core writes. */
export const VERBS = [
  'edit',
  'resolve_conflict',
  'move_meeting',
  'withdraw_item',
  'move_part',
  'recuse',
  'lift_recusal',
  'ask_late',
  'decide_late',
  'lodge',
  'recall',
  'move_dossier',
  'send_form',
  'extend_form',
  'move_form_to_session',
  'reply_to_opinion',
  'settle',
  'revoke_device',
  'make_enrolment_code',
];

/** What a line tells beyond the view: whose act it was. */
export interface TrailRecord extends TrailLineView {
  by: string;
}

interface Sketch {
  verb: string;
  by: 'administrator' | 'secretary' | 'chair';
  subjects: [kind: string, id: string, vi: string, en: string][];
  console?: boolean;
}

const REGULAR: Sketch['subjects'][number] = [
  'meeting',
  'regular',
  'Phiên họp Chính phủ thường kỳ tháng 12 năm 2026',
  'Regular session of the Government, December 2026',
];
const DECREE: Sketch['subjects'][number] = [
  'item',
  'regular-2',
  'Dự thảo Nghị định về cấp giấy phép trên môi trường điện tử',
  'Draft decree on permits in the electronic environment',
];
const FORM: Sketch['subjects'][number] = [
  'form',
  'phieu-giay-phep',
  'Phiếu lấy ý kiến về dự thảo Nghị định về cấp giấy phép trên môi trường điện tử',
  'Opinion form on the draft decree on permits in the electronic environment',
];
const AN: Sketch['subjects'][number] = ['person', 'person-1', 'Trần Hoài An', 'Trần Hoài An'];
const BINH: Sketch['subjects'][number] = ['person', 'person-2', 'Lê Thanh Bình', 'Lê Thanh Bình'];

const SKETCHES: Sketch[] = [
  { verb: 'make_enrolment_code', by: 'administrator', subjects: [AN] },
  {
    verb: 'lodge',
    by: 'secretary',
    subjects: [['document', 'regular-2-paper', 'Tờ trình', 'Submission'], DECREE],
  },
  { verb: 'move_meeting', by: 'secretary', subjects: [REGULAR] },
  { verb: 'edit', by: 'administrator', subjects: [BINH, ['membership', 'seat-2', '', '']] },
  { verb: 'send_form', by: 'secretary', subjects: [FORM] },
  { verb: 'decide_late', by: 'chair', subjects: [DECREE] },
  { verb: 'revoke_device', by: 'administrator', subjects: [BINH] },
  { verb: 'edit', by: 'secretary', subjects: [DECREE, REGULAR] },
  { verb: 'extend_form', by: 'secretary', subjects: [FORM] },
  { verb: 'make_enrolment_code', by: 'administrator', subjects: [BINH], console: true },
  { verb: 'settle', by: 'chair', subjects: [['poll', 'poll-1', '', '']] },
  { verb: 'rebuild_index', by: 'administrator', subjects: [], console: true },
];

const N_LINES = 260;
const HOUR = 3_600_000;

/** The trail of the last weeks, newest first; titles and words only of what `sees` lets through. */
export function makeTrail(sees: (kind: string) => boolean): TrailRecord[] {
  const people = { administrator: ADMINISTRATOR, secretary: SECRETARY, chair: PEOPLE[0] ?? SECRETARY };
  return Array.from({ length: N_LINES }, (_, n): TrailRecord => {
    const sketch = SKETCHES[(n * 7) % SKETCHES.length] ?? { verb: 'edit', by: 'secretary', subjects: [] };
    const at = new Date(Date.now() - (n + 1) * 3.4 * HOUR - ((n * 977) % 3600) * 1000).toISOString();
    const subjects = sketch.subjects.map(([kind, id, vi, en]): TrailSubjectView => {
      const title = vi && sees(kind) ? text(vi, en) : null;
      return { kind, id, title };
    });
    const seen = sketch.subjects.length > 0 && sketch.subjects.every(([kind]) => sees(kind));
    return {
      seq: N_LINES - n,
      at,
      by: people[sketch.by].id,
      person: people[sketch.by].name,
      console: sketch.console ?? false,
      verb: sketch.verb,
      subjects,
      detail: seen ? detailOf(sketch) : null,
    };
  });
}

function detailOf({ verb, subjects }: Sketch): string {
  const records = subjects.map(([kind, id, vi]) => ({ kind, id, title: vi }));
  return JSON.stringify({ act: verb, edits: records.map((now) => ({ was: null, now })) }, null, 2);
}
