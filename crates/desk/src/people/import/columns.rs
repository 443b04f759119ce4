//! The headings and words of a list of people, in Vietnamese and English, however they are typed.

use crate::view::RoleView;
use domain::Classification;

/// A column of a list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Handle,
    Name,
    OfficeVi,
    OfficeEn,
    Mail,
    Role,
    Advises,
    Clearance,
    Votes,
    From,
    Until,
}

/// Headings by column, as [`key_of`] makes them.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Handle, &["ma", "macanbo", "mathanhvien", "tentat", "bidanh", "handle", "username"]),
    (
        Column::Name,
        &["hovaten", "hoten", "hovatendaydu", "hotenthanhvien", "ten", "fullname", "name"],
    ),
    (
        Column::OfficeVi,
        &[
            "chucvu",
            "chucdanh",
            "chucvuvi",
            "chucvutiengviet",
            "office",
            "officevi",
            "officevietnamese",
            "officeinvietnamese",
            "position",
        ],
    ),
    (
        Column::OfficeEn,
        &["chucvuen", "chucvutienganh", "officeen", "officeenglish", "officeinenglish"],
    ),
    (
        Column::Mail,
        &[
            "thudientu",
            "diachithudientu",
            "hopthudientu",
            "email",
            "diachiemail",
            "emailaddress",
            "mail",
        ],
    ),
    (Column::Role, &["vaitro", "tucach", "role"]),
    (
        Column::Advises,
        &["covancho", "trolycho", "trolycua", "giupvieccho", "advises", "adviserto", "advisorto"],
    ),
    (Column::Clearance, &["domat", "mucmat", "capdomat", "clearance", "classification"]),
    (Column::Votes, &["sophieu", "votes", "numberofvotes"]),
    (Column::From, &["tungay", "ngaybatdau", "from", "fromdate", "startdate"]),
    (Column::Until, &["denngay", "ngayketthuc", "until", "untildate", "enddate"]),
];

const ROLES: &[(RoleView, &[&str])] = &[
    (RoleView::Chair, &["chair", "chairperson", "chutoa", "chutri", "nguoichutri"]),
    (RoleView::Member, &["member", "thanhvien", "uyvien"]),
    (
        RoleView::Adviser,
        &[
            "adviser",
            "advisor",
            "covan",
            "troly",
            "giupviec",
            "nguoigiupviec",
            "chuyenviengiupviec",
            "giupviecthanhvien",
            "advisertoamember",
            "advisortoamember",
        ],
    ),
    (
        RoleView::Secretariat,
        &["secretariat", "secretary", "thuky", "banthuky", "vanphong", "bophanthuky"],
    ),
    (
        RoleView::Invitee,
        &["invitee", "invited", "guest", "khachmoi", "nguoiduocmoi", "duocmoi", "daibieumoi"],
    ),
    (
        RoleView::Auditor,
        &["auditor", "kiemtra", "kiemsoat", "kiemtoan", "kiemtoanvien", "giamsat", "nguoikiemtra"],
    ),
    (
        RoleView::Administrator,
        &["administrator", "admin", "quantri", "quantrivien", "nguoiquantri"],
    ),
];

const CLASSIFICATIONS: &[(Classification, &[&str])] = &[
    (Classification::Open, &["open", "public", "congkhai", "thuong"]),
    (Classification::Internal, &["internal", "noibo", "luuhanhnoibo"]),
    (Classification::Confidential, &["confidential", "hanche", "hanchephobien"]),
    (Classification::Secret, &["secret", "mat"]),
    (Classification::HighlySecret, &["highlysecret", "toimat"]),
    (Classification::TopSecret, &["topsecret", "tuyetmat"]),
];

impl Column {
    /// The column under a heading.
    pub fn under(heading: &str) -> Option<Self> {
        found(HEADINGS, heading)
    }

    /// The field's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Handle => "handle",
            Self::Name => "name",
            Self::OfficeVi => "office_vi",
            Self::OfficeEn => "office_en",
            Self::Mail => "mail",
            Self::Role => "role",
            Self::Advises => "advises",
            Self::Clearance => "clearance",
            Self::Votes => "votes",
            Self::From => "from",
            Self::Until => "until",
        }
    }
}

/// The role of a word.
pub fn role_named(word: &str) -> Option<RoleView> {
    found(ROLES, word)
}

/// The classification of a word.
pub fn classification_named(word: &str) -> Option<Classification> {
    found(CLASSIFICATIONS, word)
}

/// Letters and digits alone, small and without marks: what is left of words that people type differently.
pub fn key_of(words: &str) -> String {
    let plain = domain::unmarked(words);
    plain.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn found<T: Copy>(known: &[(T, &[&str])], word: &str) -> Option<T> {
    let key = key_of(word);
    known.iter().find(|(_, words)| words.contains(&key.as_str())).map(|(found, _)| *found)
}

#[cfg(test)]
mod tests {
    use super::{
        CLASSIFICATIONS, Column, HEADINGS, ROLES, classification_named, key_of, role_named,
    };
    use crate::view::RoleView;
    use domain::Classification;

    const WINDOWS: [&str; 2] = [
        include_str!("../../../../../assets/locales/vi/window.ftl"),
        include_str!("../../../../../assets/locales/en/window.ftl"),
    ];

    /// A list written with the words that stand in the window was refused line by line.
    #[test]
    fn every_role_and_classification_may_be_named_as_the_window_names_it() {
        let label = |window: &str, key: &str| {
            let line = window.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
            line.unwrap_or_else(|| panic!("no label {key}")).to_owned()
        };
        let roles = [
            (RoleView::Chair, "chair"),
            (RoleView::Member, "member"),
            (RoleView::Adviser, "adviser"),
            (RoleView::Secretariat, "secretariat"),
            (RoleView::Invitee, "invitee"),
            (RoleView::Auditor, "auditor"),
            (RoleView::Administrator, "administrator"),
        ];
        let classifications = [
            (Classification::Open, "open"),
            (Classification::Internal, "internal"),
            (Classification::Confidential, "confidential"),
            (Classification::Secret, "secret"),
            (Classification::HighlySecret, "highly_secret"),
            (Classification::TopSecret, "top_secret"),
        ];
        for window in WINDOWS {
            let labels = window.lines().filter(|line| line.starts_with("seat-role-")).count();
            assert_eq!(labels, roles.len());
            for (role, word) in roles {
                let label = label(window, &format!("seat-role-{word}"));
                assert_eq!(role_named(&label), Some(role), "{label}");
                assert_eq!(role_named(word), Some(role));
            }
            for (classification, word) in classifications {
                let label = label(window, &format!("classification-{word}"));
                assert_eq!(classification_named(&label), Some(classification), "{label}");
            }
        }
    }

    #[test]
    fn headings_are_known_in_two_languages_however_they_are_typed() {
        for (heading, expected) in [
            ("Họ và tên", Some(Column::Name)),
            ("HO TEN", Some(Column::Name)),
            ("ho_va_ten (*)", Some(Column::Name)),
            ("Ho\u{323} va\u{300} tên", Some(Column::Name)),
            ("Full name", Some(Column::Name)),
            ("Chức vụ", Some(Column::OfficeVi)),
            ("Chức vụ (tiếng Anh)", Some(Column::OfficeEn)),
            ("E-mail", Some(Column::Mail)),
            ("Thư điện tử:", Some(Column::Mail)),
            ("Vai trò", Some(Column::Role)),
            ("Cố vấn cho", Some(Column::Advises)),
            ("Độ mật", Some(Column::Clearance)),
            ("Số phiếu", Some(Column::Votes)),
            ("Từ ngày", Some(Column::From)),
            ("Đến ngày", Some(Column::Until)),
            ("Mã", Some(Column::Handle)),
            ("STT", None),
            ("", None),
        ] {
            assert_eq!(Column::under(heading), expected, "{heading}");
        }
        assert_eq!(role_named("Ủy viên"), Some(RoleView::Member));
        assert_eq!(role_named("Chair"), Some(RoleView::Chair));
        assert_eq!(role_named("vua"), None);
        assert_eq!(classification_named("Tối mật"), Some(Classification::HighlySecret));
        assert_eq!(classification_named("top_secret"), Some(Classification::TopSecret));
    }

    #[test]
    fn no_word_means_two_things_and_every_word_is_as_keys_are() {
        let check = |words: Vec<&str>| {
            for word in &words {
                assert_eq!(key_of(word), *word);
                assert_eq!(words.iter().filter(|other| *other == word).count(), 1, "{word}");
            }
        };
        check(HEADINGS.iter().flat_map(|(_, words)| words.iter().copied()).collect());
        check(ROLES.iter().flat_map(|(_, words)| words.iter().copied()).collect());
        check(CLASSIFICATIONS.iter().flat_map(|(_, words)| words.iter().copied()).collect());
    }
}
