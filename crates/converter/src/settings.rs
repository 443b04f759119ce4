//! LibreOffice's settings for one conversion, written before it starts: `registrymodifications.xcu` of a fresh profile.
//!
//! Settings are the second line, behind the sandbox: no macros, no links followed, nothing fetched. Those a version does
//! not know it passes over. PDF settings stand here rather than on the command line, where versions before 7.4 do not
//! take them.

/// Locale where the person's own is not known.
const LOCALE: &str = "vi-VN";

/// Path, name, value.
const SETTINGS: &[(&str, &str, &str)] = &[
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "true"),
    ("Office.Common/Misc", "CrashReport", "false"),
    ("Office.Common/Misc", "UseOpenCL", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Java", "Enable", "false"),
    ("Office.Common/Save/Document", "AutoSave", "false"),
    // Links are never brought up to date: 0 in Writer (`LinkUpdateModes.NEVER`), 1 in Calc (`LM_NEVER`).
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Office.Common/Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Office.Common/Filter/PDF/Export", "ExportFormFields", "false"),
    ("Office.Common/Filter/PDF/Export", "ExportNotes", "false"),
];

/// The settings as LibreOffice reads them. `locale` decides dates, numbers and the paper of workbooks that name none.
pub fn registry(locale: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items \
         xmlns:oor=\"http://openoffice.org/2001/registry\">\n",
    );
    let locale = ("Setup/L10N", "ooSetupSystemLocale", locale);
    for (path, name, value) in SETTINGS.iter().chain([&locale]) {
        xml.push_str(&format!(
            "<item oor:path=\"/org.openoffice.{path}\"><prop oor:name=\"{name}\" \
             oor:op=\"fuse\"><value>{value}</value></prop></item>\n"
        ));
    }
    xml.push_str("</oor:items>\n");
    xml
}

/// The person's locale as LibreOffice writes it, out of the variables that name it.
pub fn locale() -> String {
    let named = ["LC_ALL", "LC_NUMERIC", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale_of(named.as_deref().unwrap_or_default())
}

/// `vi_VN.UTF-8` is `vi-VN`; what names no country is [`LOCALE`].
fn locale_of(posix: &str) -> String {
    let bare = posix.split(['.', '@']).next().unwrap_or_default();
    let is_word = |word: &str, n_letters| {
        word.len() == n_letters && word.chars().all(|letter| letter.is_ascii_alphabetic())
    };
    match bare.split_once('_') {
        Some((language, country)) if is_word(language, 2) && is_word(country, 2) => {
            format!("{language}-{country}")
        }
        Some(_) | None => LOCALE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{locale_of, registry};

    #[test]
    fn a_locale_without_a_country_is_vietnamese() {
        for (posix, expected) in [
            ("vi_VN.UTF-8", "vi-VN"),
            ("et_EE", "et-EE"),
            ("en_GB@euro", "en-GB"),
            ("C.UTF-8", "vi-VN"),
            ("", "vi-VN"),
            ("e\"_><", "vi-VN"),
        ] {
            assert_eq!(locale_of(posix), expected, "{posix}");
        }
    }

    #[test]
    fn the_settings_forbid_macros() {
        let xml = registry("vi-VN");
        assert!(xml.contains("\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value>"));
        assert!(xml.contains("\"ooSetupSystemLocale\" oor:op=\"fuse\"><value>vi-VN</value>"));
    }
}
