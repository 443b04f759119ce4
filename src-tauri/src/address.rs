//! Addresses that papers name: opened by the system's own programs, after the person has seen the address and said so.

use desk::DeskError;

/// Longest address that is opened, in bytes.
const MAX_BYTES: usize = 2_000;
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Opens an address of the web or of mail; no other, whatever a paper says.
///
/// # Errors
/// `address-refused`, `address-not-opened`.
pub fn open(address: &str) -> Result<(), DeskError> {
    if !is_allowed(address) {
        return Err(DeskError::from_code("address-refused"));
    }
    open::that_detached(address).map_err(|error| {
        tracing::info!(%error, "an address cannot be opened");
        DeskError::from_code("address-not-opened")
    })
}

/// Shows a file that was just saved in the system's own program for such files.
///
/// # Errors
/// `address-not-opened`: the file is saved all the same.
pub fn show_file(path: &str) -> Result<(), DeskError> {
    open::that_detached(path).map_err(|error| {
        tracing::info!(%error, "a saved file cannot be shown");
        DeskError::from_code("address-not-opened")
    })
}

fn is_allowed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let scheme = SCHEMES.iter().find(|scheme| lower.starts_with(**scheme));
    let has_more = scheme.is_some_and(|scheme| lower.len() > scheme.len());
    // Nothing that a program behind could take for more than one argument, or for a line's end.
    let is_plain = address.chars().all(|letter| letter.is_ascii_graphic());
    has_more && is_plain && address.len() <= MAX_BYTES
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_opened() {
        for address in ["https://chinhphu.vn/van-ban?id=1#2", "HTTP://x.vn", "mailto:an@x.vn"] {
            assert!(is_allowed(address), "{address}");
        }
        let long = format!("https://{}", "a".repeat(2_000));
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "ms-msdt:/id",
            "-https://x",
            "https://x y",
            "https://x\n",
            "https://чин.vn",
            " https://x",
            "",
            &long,
        ] {
            assert!(!is_allowed(address), "{address}");
        }
    }
}
