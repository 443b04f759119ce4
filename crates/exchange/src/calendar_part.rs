//! The calendars inside a mail.
//!
//! Only the MIME frame is walked here: multiparts are cut at their boundaries, down to a fixed depth, and `mail-parser`
//! reads headers and transfer encodings. Its own `parse` is not used: before version 1.0, which wants a newer compiler,
//! it opens messages within messages without a limit, and a pile of some ten thousand, which fits into a small mail,
//! overflows the stack when it is dropped. Forwarded messages are not opened for another reason too: a reply that
//! somebody forwards is not that person's reply.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, MessageParser, MimeHeaders};

/// Multiparts within multiparts that are opened; mail programs need three or four.
const MAX_DEPTH: usize = 8;

/// A calendar found in a mail.
pub(crate) struct CalendarPart {
    /// The `method` of its content type, which should be that of the calendar.
    pub(crate) method: Option<String>,
    /// Its text; octets that are not UTF-8 are replaced.
    pub(crate) text: String,
}

/// All calendars of a mail in the order they stand; `None` when it has no header and so is no mail.
pub(crate) fn calendar_parts(mail: &[u8]) -> Option<Vec<CalendarPart>> {
    let headers = MessageParser::new()
        .header_content_type(HeaderName::ContentType)
        .header_text(HeaderName::ContentTransferEncoding)
        .default_header_ignore();
    let (head, _) = split_head(mail);
    headers.parse_headers(head)?;
    let mut found = Vec::new();
    gather(&headers, mail, 0, &mut found);
    Some(found)
}

fn gather(headers: &MessageParser, part: &[u8], depth: usize, found: &mut Vec<CalendarPart>) {
    let (head, body) = split_head(part);
    let Some(header) = headers.parse_headers(head) else {
        return;
    };
    let Some(content_type) = header.content_type() else {
        return;
    };
    let media_type = content_type.ctype().to_ascii_lowercase();
    let subtype = content_type.subtype().unwrap_or_default().to_ascii_lowercase();
    match (media_type.as_str(), subtype.as_str()) {
        ("multipart", _) if depth < MAX_DEPTH => {
            let boundary = content_type.attribute("boundary");
            for inner in boundary.into_iter().flat_map(|boundary| cut(body, boundary.as_bytes())) {
                gather(headers, inner, depth + 1, found);
            }
        }
        ("text", "calendar") | ("application", "ics") => {
            let octets = decode(header.content_transfer_encoding(), body);
            found.extend(octets.map(|octets| CalendarPart {
                method: content_type.attribute("method").map(str::to_owned),
                text: String::from_utf8_lossy(&octets).into_owned(),
            }));
        }
        _ => {}
    }
}

/// Splits a part after the blank line that ends its headers.
fn split_head(part: &[u8]) -> (&[u8], &[u8]) {
    let mut end = 0;
    for line in part.split_inclusive(|octet| *octet == b'\n') {
        end += line.len();
        if line.trim_ascii().is_empty() {
            break;
        }
    }
    part.split_at_checked(end).unwrap_or((part, &[]))
}

/// The parts of a multipart (RFC 2046, section 5.1.1). A last part without its closing boundary counts.
fn cut<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut opened_at = None;
    let mut offset = 0;
    for line in body.split_inclusive(|octet| *octet == b'\n') {
        let start = offset;
        offset += line.len();
        let rest = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary));
        let Some(rest) = rest.map(<[u8]>::trim_ascii_end) else {
            continue;
        };
        let is_opening = rest.is_empty();
        if is_opening || rest == b"--" {
            parts.extend(opened_at.and_then(|opened_at| body.get(opened_at..start)));
            opened_at = is_opening.then_some(offset);
        }
    }
    parts.extend(opened_at.and_then(|opened_at| body.get(opened_at..)));
    parts
}

/// Undoes the transfer encoding; `None` when the octets are not in it.
fn decode(encoding: Option<&str>, body: &[u8]) -> Option<Vec<u8>> {
    let encoding = encoding.unwrap_or_default().trim().to_ascii_lowercase();
    match encoding.as_str() {
        "base64" => base64_decode(body),
        "quoted-printable" => quoted_printable_decode(body),
        _ => Some(body.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_DEPTH, calendar_parts, cut};

    #[test]
    fn a_multipart_is_cut_at_its_boundary_lines_alone() {
        let body = b"preamble\r\n--b\r\none\r\n--bc\r\n--b \r\ntwo\r\n--b--\r\nepilogue\r\n--c\r\n";
        assert_eq!(cut(body, b"b"), [b"one\r\n--bc\r\n".as_slice(), b"two\r\n"]);
        assert_eq!(cut(b"--b\nopen", b"b"), [b"open".as_slice()]);
        assert!(cut(b"none", b"b").is_empty());
    }

    #[test]
    fn multiparts_are_opened_down_to_a_depth() {
        let nested = |depth: usize| {
            let calendar = "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n".to_owned();
            (0..depth).fold(calendar, |inner, level| {
                format!(
                    "Content-Type: multipart/mixed; boundary=\"b{level}.\"\r\n\r\n\
                     --b{level}.\r\n{inner}\r\n--b{level}.--\r\n"
                )
            })
        };
        let n_found = |depth: usize| calendar_parts(nested(depth).as_bytes()).unwrap().len();
        assert_eq!((n_found(0), n_found(MAX_DEPTH), n_found(MAX_DEPTH + 1)), (1, 1, 0));
    }

    #[test]
    fn a_forwarded_message_is_not_opened_and_a_pile_of_them_does_no_harm() {
        let forward = "Content-Type: message/rfc822\r\n\r\n";
        let calendar = "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n";
        for n_levels in [1, 20_000] {
            let mail = forward.repeat(n_levels) + calendar;
            assert_eq!(calendar_parts(mail.as_bytes()).unwrap().len(), 0);
        }
    }
}
