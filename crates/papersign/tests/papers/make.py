"""Makes the signed papers of this folder, and verdicts.tsv with what pyHanko says of them.

Run once, in a virtual environment with pyHanko 0.38.0, cryptography 50.0.2, reportlab 5.1.0 and freezegun:
`python make.py`. Keys are made anew and thrown away, so every file changes with every run.
"""

import asyncio
import datetime as dt
import hashlib
import io
import pathlib
import re

from asn1crypto import algos
from asn1crypto import crl as asn1crl
from asn1crypto import keys as asn1keys
from asn1crypto import ocsp as asn1ocsp
from asn1crypto import x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku
from cryptography.x509.oid import NameOID
from freezegun import freeze_time
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen import canvas

HERE = pathlib.Path(__file__).parent
UTC = dt.timezone.utc
SIGNED = dt.datetime(2026, 6, 1, 8, 0, 0, tzinfo=UTC)
NOW = dt.datetime(2026, 11, 1, 8, 0, 0, tzinfo=UTC)
LONG = (dt.datetime(2024, 1, 1, tzinfo=UTC), dt.datetime(2044, 1, 1, tzinfo=UTC))
SHORT = (dt.datetime(2024, 1, 1, tzinfo=UTC), dt.datetime(2026, 7, 1, tzinfo=UTC))
PAST = (dt.datetime(2024, 1, 1, tzinfo=UTC), dt.datetime(2025, 1, 1, tzinfo=UTC))


class Party:
    """A certificate with its key."""

    def __init__(self, name, issuer=None, ca=False, span=LONG, key=None, usage=None, eku=None, serial=None, digest=None):
        self.key = key or rsa.generate_private_key(65537, 2048)
        self.issuer = issuer or self
        subject = x509.Name([
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Văn phòng Thử nghiệm"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ])
        issuer_name = issuer.cert.subject if issuer else subject
        build = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(issuer_name).public_key(self.key.public_key())
            .serial_number(serial or x509.random_serial_number()).not_valid_before(span[0]).not_valid_after(span[1])
            .add_extension(x509.BasicConstraints(ca, None), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), False)
        )
        on = dict.fromkeys(
            ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False)
        for name_ in usage or (["key_cert_sign", "crl_sign"] if ca else ["digital_signature", "content_commitment"]):
            on[name_] = True
        build = build.add_extension(x509.KeyUsage(**on), True)
        if issuer:
            build = build.add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False)
        if eku:
            build = build.add_extension(x509.ExtendedKeyUsage([eku]), eku == Eku.TIME_STAMPING)
        if eku == Eku.OCSP_SIGNING:
            build = build.add_extension(x509.OCSPNoCheck(), False)
        self.cert = build.sign(self.issuer.key, digest or hashes.SHA256())

    @property
    def der(self):
        return self.cert.public_bytes(serialization.Encoding.DER)

    @property
    def asn1(self):
        return asn1x509.Certificate.load(self.der)

    @property
    def asn1_key(self):
        plain = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return asn1keys.PrivateKeyInfo.load(plain)


root = Party("Gốc thử nghiệm", ca=True)
issuing = Party("Cấp phát thử nghiệm", root, ca=True)
responder = Party("Trả lời trạng thái", issuing, eku=Eku.OCSP_SIGNING, usage=["digital_signature"])
clock = Party("Dấu thời gian", root, eku=Eku.TIME_STAMPING, usage=["digital_signature"])
an = Party("Nguyễn Văn An", issuing)
binh = Party("Trần Thị Bình", issuing, key=ec.generate_private_key(ec.SECP256R1()))
expired = Party("Hết Hạn", issuing, span=PAST)
ending = Party("Sắp Hết Hạn", issuing, span=SHORT)
revoked = Party("Bị Thu Hồi", issuing)
wrong_usage = Party("Sai Mục Đích", issuing, usage=["key_encipherment"])
other_root = Party("Gốc lạ", ca=True)
stranger = Party("Người Lạ", other_root)
REVOKED_AT = dt.datetime(2026, 5, 1, tzinfo=UTC)


def crl(issuer, when, days, gone=()):
    build = x509.CertificateRevocationListBuilder().issuer_name(issuer.cert.subject)
    build = build.last_update(when).next_update(when + dt.timedelta(days=days))
    for party, at in gone:
        entry = x509.RevokedCertificateBuilder().serial_number(party.cert.serial_number).revocation_date(at)
        build = build.add_revoked_certificate(
            entry.add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), False).build())
    build = build.add_extension(x509.CRLNumber(7), False)
    return build.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def status(party, when, hours=24, at=None, by=responder):
    build = ocsp.OCSPResponseBuilder().add_response(
        party.cert, party.issuer.cert, hashes.SHA1(),
        ocsp.OCSPCertStatus.REVOKED if at else ocsp.OCSPCertStatus.GOOD,
        when, when + dt.timedelta(hours=hours), at, x509.ReasonFlags.key_compromise if at else None)
    build = build.responder_id(ocsp.OCSPResponderEncoding.HASH, by.cert).certificates([by.cert])
    return build.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def paper():
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(300, 200), invariant=1)
    page.drawString(30, 150, "To trinh 12/TTr-VPTN: 100 ty dong")
    page.showPage()
    page.save()
    return out.getvalue()


STAMPER = DummyTimeStamper(
    clock.asn1, clock.asn1_key, SimpleCertificateStore.from_certs([root.asn1]), fixed_dt=SIGNED)
ROOT_CRL = crl(root, SIGNED - dt.timedelta(hours=1), 30)


def context(moment=None, ocsps=(), crls=(ROOT_CRL,), soft=True):
    return ValidationContext(
        trust_roots=[root.asn1], other_certs=[issuing.asn1], allow_fetching=False, moment=moment,
        ocsps=[asn1ocsp.OCSPResponse.load(one) for one in ocsps],
        crls=[asn1crl.CertificateList.load(one) for one in crls],
        revocation_mode="soft-fail" if soft else "hard-fail")


def pss_with_short_salt():
    digest = {"algorithm": "sha256"}
    mask = {"algorithm": "mgf1", "parameters": digest}
    parameters = {"hash_algorithm": digest, "mask_gen_algorithm": mask, "salt_length": 32}
    return algos.SignedDigestAlgorithm(
        {"algorithm": "rsassa_pss", "parameters": algos.RSASSAPSSParams(parameters)})


def sign(data, party, field="Sig1", stamped=False, long=False, archive=False, pss=False, method=None, md="sha256", certify=None,
         pades=True, when=SIGNED):
    store = SimpleCertificateStore.from_certs([party.issuer.asn1, root.asn1])
    signer = signers.SimpleSigner(party.asn1, party.asn1_key, store, signature_mechanism=method, prefer_pss=pss)
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm=md, reason="Phê duyệt", location="Hà Nội",
        subfilter=SigSeedSubFilter.PADES if pades else SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        embed_validation_info=long, use_pades_lta=archive,
        validation_context=context(when, [status(party, when)]) if long else None,
        certify=certify is not None, docmdp_permissions=certify or MDPPerm.FILL_FORMS)
    out = io.BytesIO()
    with freeze_time(when):
        signers.PdfSigner(meta, signer, timestamper=STAMPER if stamped else None).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(data), strict=False), output=out)
    return out.getvalue()


def annotated(data):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = writer.add_object(generic.DictionaryObject({
        generic.pdf_name("/Type"): generic.pdf_name("/Annot"), generic.pdf_name("/Subtype"): generic.pdf_name("/Text"),
        generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (30, 30, 50, 50))),
        generic.pdf_name("/Contents"): generic.pdf_string("Đã xem")}))
    if "/Annots" in page:
        page["/Annots"].append(note)
        writer.update_container(page["/Annots"])
    else:
        page["/Annots"] = generic.ArrayObject([note])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def replaced(data):
    """A shadow attack: the content of the page is hidden behind another."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 30 150 Td (To trinh 12: 900 ty dong) Tj ET")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def uncovered():
    """A signature whose gap is wider than its contents: what lies in the gap is not covered."""
    data = sign(paper(), an)
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]", data)
    start, after = int(found[1]), int(found[2])
    gap = b"\n% anything at all \n"
    wide = data[:after] + gap + data[after:]
    old = found[0]
    digits = b"/ByteRange [0 %d %d %d" % (start, after + len(gap), int(found[3]))
    new = digits + b" " * (len(old) - len(digits) - 1) + b"]"
    # The table of places moves with the gap; its places before the gap stay.
    wide = wide.replace(old, new)
    at = int(re.findall(rb"startxref\s+(\d+)", wide)[-1])
    table = wide.rindex(b"startxref")
    wide = wide[:table] + wide[table:].replace(b"%d" % at, b"%d" % (at + len(gap)))
    places = []
    def moved(line):
        place = int(line[1])
        places.append(place)
        return b"%010d" % (place + len(gap) if place >= after else place) + line[2]
    body = wide[at + len(gap):]
    body = re.sub(rb"(\d{10})( \d{5} n)", moved, body)
    wide = wide[:at + len(gap)] + body
    digest = hashlib.sha256(wide[:start] + wide[after + len(gap):]).digest()
    store = SimpleCertificateStore.from_certs([issuing.asn1])
    with freeze_time(SIGNED):
        made = asyncio.run(signers.SimpleSigner(an.asn1, an.asn1_key, store).async_sign(digest, "sha256"))
    hexed = made.dump().hex().encode()
    room = after - start - 2
    return wide[:start] + b"<" + hexed.ljust(room, b"0") + b">" + wide[after:]


plain = paper()
b_b = sign(plain, an)
b_t = sign(plain, an, stamped=True)
b_lt = sign(plain, an, stamped=True, long=True)
gap = [int(number) for number in re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", b_b).groups()]
half = gap[1] + 1 + 1500
PAPERS = {
    "unsigned": plain,
    "b-b": b_b,
    "b-b-elliptic": sign(plain, binh),
    "b-b-pss": sign(plain, an, method=pss_with_short_salt()),
    "b-b-pss-long-salt": sign(plain, an, pss=True),
    "b-b-sha512": sign(plain, an, md="sha512"),
    "adobe": sign(plain, an, pades=False),
    "b-t": b_t,
    "b-lt": b_lt,
    "b-lta": sign(plain, an, stamped=True, long=True, archive=True),
    "b-t-expired-since": sign(plain, ending, stamped=True),
    "b-lt-expired-since": sign(plain, ending, stamped=True, long=True),
    "b-b-expired-since": sign(plain, ending),
    "changed": b_b.replace(b"BT", b"Bt", 1) if b"BT" in b_b[:gap[1]] else b_b[:700] + bytes([b_b[700] ^ 1]) + b_b[701:],
    "annotated": annotated(b_b),
    "second": sign(b_b, binh, field="Sig2"),
    "second-annotated-between": sign(annotated(b_b), binh, field="Sig2"),
    "certified": sign(plain, an, certify=MDPPerm.NO_CHANGES),
    "expired": sign(plain, expired),
    "revoked": sign(plain, revoked, stamped=True),
    "unknown-root": sign(plain, stranger),
    "wrong-usage": sign(plain, wrong_usage),
    "sha1": sign(plain, an, md="sha1", pades=False),
    "replaced": replaced(b_b),
    "uncovered": uncovered(),
    "truncated": b_b[:half] + b"0" * (gap[2] - 1 - half) + b_b[gap[2] - 1:],
}
PAPERS["certified-annotated"] = annotated(PAPERS["certified"])

(HERE / "root.der").write_bytes(root.der)
(HERE / "other-root.der").write_bytes(other_root.der)
(HERE / "issuing.der").write_bytes(issuing.der)
KEPT = {
    "an-good.ocsp": status(an, SIGNED + dt.timedelta(hours=2)),
    "an-stale.ocsp": status(an, SIGNED - dt.timedelta(days=3)),
    "an-by-stranger.ocsp": status(an, SIGNED + dt.timedelta(hours=2), by=stranger),
    "revoked-before.ocsp": status(revoked, SIGNED + dt.timedelta(hours=2), at=REVOKED_AT),
    "revoked-after.ocsp": status(revoked, SIGNED + dt.timedelta(days=60), at=SIGNED + dt.timedelta(days=30)),
    "issuing.crl": crl(issuing, SIGNED + dt.timedelta(hours=2), 7),
    "issuing-revoked.crl": crl(issuing, SIGNED + dt.timedelta(hours=2), 7, [(revoked, REVOKED_AT)]),
    "issuing-by-stranger.crl": crl(Party("Cấp phát thử nghiệm", other_root, ca=True), SIGNED, 7),
    "root.crl": ROOT_CRL,
}
for name, data in KEPT.items():
    (HERE / name).write_bytes(data)

rows = ["paper\tfield\tintact\tvalid\ttrusted\tcoverage\tmodification\tsummary"]
for name, data in PAPERS.items():
    (HERE / f"{name}.pdf").write_bytes(data)
    try:
        found = PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures
    except Exception as error:
        rows.append(f"{name}\t-\t-\t-\t-\t-\t-\t{type(error).__name__}")
        continue
    for one in found:
        if one.sig_object.get("/Type") == "/DocTimeStamp":
            continue
        when = NOW if name.startswith("b-") else SIGNED
        try:
            with freeze_time(NOW):
                said = validate_pdf_signature(one, signer_validation_context=context(moment=when))
            coverage = said.coverage.name
            change = said.modification_level.name if said.modification_level else "-"
            rows.append("\t".join([
                name, one.field_name, str(said.intact), str(said.valid), str(said.trusted), coverage, change,
                "bottom line " + str(said.bottom_line)]))
        except Exception as error:
            rows.append(f"{name}\t{one.field_name}\t-\t-\t-\t-\t-\t{type(error).__name__}: {error}")
(HERE / "verdicts.tsv").write_text("\n".join(rows) + "\n")
print("\n".join(rows))
