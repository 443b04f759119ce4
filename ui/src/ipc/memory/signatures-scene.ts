import type { ErrorView, SignaturesView, SignatureView } from '../bindings';

const SIGNED = '2026-06-01T08:00:00Z';
const GATHERED = '2026-11-20T22:30:00Z';
const ROOT = 'Chứng thực quốc gia (ví dụ)';

/** The signatures of a paper: `found`, `doubtful`, `ungathered`, `arriving`, the code of an error, or none. */
export function signaturesOf(scene: string | null): SignaturesView {
  const found = (signatures: SignatureView[], gatheredAt: string | null = GATHERED): SignaturesView => ({
    state: 'found',
    signatures,
    gatheredAt,
  });
  switch (scene) {
    case null:
      return { state: 'none', signatures: [], gatheredAt: null };
    case 'found':
      return found([minister, office, stamp]);
    case 'doubtful':
      return found([changed, revoked, stranger, broken]);
    case 'ungathered':
      return found([{ ...office, later: 'nothing' }], null);
    case 'arriving':
      return { state: 'arriving', signatures: [], gatheredAt: null };
    default:
      throw { code: scene, details: {} } satisfies ErrorView;
  }
}

const minister: SignatureView = {
  field: 'ChuKyLanhDao',
  kind: 'signature',
  signer: {
    name: 'Nguyễn Hoàng Minh Quân',
    organisation: 'Bộ Kế hoạch ví dụ',
    issuer: 'Cấp phát chuyên dùng công vụ (ví dụ)',
    serial: '5402a1c09be77f30d1',
    notBefore: '2024-01-01T00:00:00Z',
    notAfter: '2029-01-01T00:00:00Z',
  },
  reason: 'Phê duyệt',
  location: 'Hà Nội',
  integrity: 'intact',
  rangeFault: null,
  later: 'signatures',
  isForbiddenChange: false,
  chain: { kind: 'trusted', root: ROOT, at: SIGNED },
  time: {
    kind: 'proven',
    at: SIGNED,
    authority: 'Trung tâm dấu thời gian (ví dụ)',
    by: 'signature',
    revocation: { kind: 'good', at: '2026-06-02T00:00:00Z' },
  },
  timestampFault: null,
  revocation: { kind: 'good', at: '2026-06-01T10:00:00Z' },
};

const holder = (name: string, organisation: string | null): NonNullable<SignatureView['signer']> => ({
  name,
  organisation,
  issuer: 'Cấp phát chuyên dùng công vụ (ví dụ)',
  serial: '0091cc24e8',
  notBefore: '2024-01-01T00:00:00Z',
  notAfter: '2026-07-01T00:00:00Z',
});

/** An office that signed without a time stamp, and of whose certificate nothing was gathered. */
const office: SignatureView = {
  ...minister,
  field: 'ChuKyCoQuan',
  signer: holder('Bộ Kế hoạch ví dụ', null),
  reason: null,
  location: null,
  later: 'evidence',
  chain: { kind: 'unknown_root' },
  time: { kind: 'claimed', at: '2026-06-01T08:12:00Z' },
  revocation: { kind: 'no_chain' },
};

const stamp: SignatureView = {
  ...minister,
  field: 'DauThoiGian',
  kind: 'timestamp',
  signer: { ...holder('Trung tâm dấu thời gian (ví dụ)', null), notAfter: '2030-01-01T00:00:00Z' },
  reason: null,
  location: null,
  later: 'nothing',
  time: {
    kind: 'proven',
    at: '2026-06-02T02:00:00Z',
    authority: 'Trung tâm dấu thời gian (ví dụ)',
    by: 'paper',
    revocation: { kind: 'no_answer' },
  },
  revocation: { kind: 'no_answer' },
};

const changed: SignatureView = {
  ...minister,
  later: 'other',
  isForbiddenChange: true,
  chain: { kind: 'trusted_when_claimed', root: ROOT, at: SIGNED },
  time: { kind: 'claimed', at: SIGNED },
  timestampFault: 'not_trusted',
  revocation: { kind: 'stale' },
};

const revoked: SignatureView = {
  ...minister,
  field: 'ChuKy2',
  signer: holder('Trần Thị Bích Ngọc', 'Văn phòng ví dụ'),
  integrity: 'weak',
  later: 'nothing',
  revocation: { kind: 'revoked', at: '2026-05-01T00:00:00Z' },
};

const stranger: SignatureView = {
  ...office,
  field: 'ChuKy3',
  integrity: 'changed',
  later: 'nothing',
  signer: null,
  chain: { kind: 'missing' },
};

const broken: SignatureView = {
  ...stranger,
  field: 'ChuKy4',
  integrity: 'not_covered',
  rangeFault: 'gap_holds_more',
  later: 'other',
  time: { kind: 'unknown' },
};
