//! What lies on disk, and what becomes of it.

use crate::stock::{KEY, ask, group, ids, index_of, page};
use search::{Error, Index};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

#[test]
fn nothing_that_was_indexed_can_be_read_on_disk() {
    let canary = "xyzzyđặcbiệt";
    let text = format!("Bí mật: {canary} Quetzalcoatl 987654321");
    let (folder, index) = index_of(&[text.as_str(); 50]);
    assert_eq!(ids(&ask(&index, canary)).len(), 50);
    drop(index);
    let mut needles: Vec<Vec<u8>> = Vec::new();
    for word in
        [canary, "xyzzydacbiet", "Quetzalcoatl", "quetzalcoatl", "987654321", "Bí mật", "bi mat"]
    {
        needles.push(word.as_bytes().to_vec());
        needles.push(word.encode_utf16().flat_map(u16::to_le_bytes).collect());
        needles.push(word.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    // Nor what tantivy calls its files and fields.
    needles.extend(
        ["segments", "meta.json", "tokenizer", "record"].map(|word| word.as_bytes().to_vec()),
    );
    let mut n_bytes = 0;
    for file in files(folder.path()) {
        let mut bytes = file.file_name().unwrap().to_string_lossy().into_owned().into_bytes();
        bytes.extend(fs::read(&file).unwrap());
        n_bytes += bytes.len();
        for needle in &needles {
            let is_there = bytes.windows(needle.len()).any(|part| part == needle);
            assert!(!is_there, "{} in {}", String::from_utf8_lossy(needle), file.display());
        }
    }
    assert!(n_bytes > 3_000, "{n_bytes}");
}

#[test]
fn another_key_and_foreign_files_are_named_and_a_wiped_index_begins_anew() {
    let (folder, index) = index_of(&["một hai ba"]);
    assert!(matches!(Index::open(folder.path(), &KEY), Err(Error::InUse)));
    assert!(matches!(Index::wipe(folder.path()), Err(Error::InUse)));
    drop(index);
    assert!(matches!(Index::open(folder.path(), &[8; 32]), Err(Error::Unreadable(_))));
    let index = Index::open(folder.path(), &KEY).unwrap();
    assert_eq!(ids(&ask(&index, "hai")), [0]);
    drop(index);
    fs::write(folder.path().join("của người khác.txt"), "x").unwrap();
    Index::wipe(folder.path()).unwrap();
    assert_eq!(files(folder.path()).len(), 2, "the lock and what is not ours");
    assert!(matches!(Index::open(folder.path(), &[8; 32]), Err(Error::Unreadable(_))));
    fs::remove_file(folder.path().join("của người khác.txt")).unwrap();
    let index = Index::open(folder.path(), &[8; 32]).unwrap();
    assert_eq!(index.n_entries(), 0);
    Index::wipe(&folder.path().join("nowhere")).unwrap();
}

#[test]
fn there_is_one_writer_and_what_it_did_not_commit_never_was() {
    let (folder, index) = index_of(&["một hai ba"]);
    let mut writer = index.writer().unwrap();
    assert!(matches!(index.writer(), Err(Error::InUse)));
    writer.replace(&group(2), [page(5, "bốn năm sáu")]).unwrap();
    drop(writer);
    assert_eq!(ids(&ask(&index, "bốn")), [0_u64; 0]);
    drop(index);
    let index = Index::open(folder.path(), &KEY).unwrap();
    assert_eq!((index.n_entries(), ids(&ask(&index, "hai"))), (1, vec![0]));
    index.writer().unwrap().commit().unwrap();
}

#[test]
fn whatever_was_on_disk_when_it_stopped_opens_at_a_commit() {
    let (folder, index) = index_of(&["lần thứ nhất"]);
    let place = tempfile::tempdir().unwrap();
    let mut copies = Vec::new();
    let mut writer = index.writer().unwrap();
    for round in 0..6 {
        writer.replace(&group(2), [page(5, &format!("lần thứ {round}"))]).unwrap();
        writer.commit().unwrap();
        // As a kill leaves it: files of the next commit half there, none of them in the list.
        let copied = place.path().join(round.to_string());
        copy(folder.path(), &copied);
        fs::write(copied.join(format!("{round:032x}")), b"ECI1\x01 half a file").unwrap();
        fs::write(copied.join("head.new"), b"half").unwrap();
        copies.push(copied);
    }
    for (round, copied) in copies.iter().enumerate() {
        let index = Index::open(copied, &KEY).unwrap();
        assert_eq!(ids(&ask(&index, &format!("\"thứ {round}\""))), [5], "{round}");
        assert_eq!(index.n_entries(), 2);
        let mut writer = index.writer().unwrap();
        writer.replace(&group(3), [page(6, "sau khi mở lại")]).unwrap();
        writer.commit().unwrap();
        assert_eq!(ids(&ask(&index, "mở lại")), [6]);
    }
}

#[test]
fn a_file_damaged_at_any_place_is_an_error_and_never_a_wrong_answer() {
    let texts: Vec<String> =
        (0..300).map(|n| format!("trang số {n} về ngân sách nhà nước")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (folder, index) = index_of(&texts);
    drop(index);
    let place = tempfile::tempdir().unwrap();
    let (mut n_noticed, mut n_tried) = (0, 0);
    for file in files(folder.path()) {
        let name = file.file_name().unwrap();
        if name == "lock" {
            continue;
        }
        let length = fs::metadata(&file).unwrap().len() as usize;
        for damage in [
            Damage::Change(0),
            Damage::Change(length / 2),
            Damage::Change(length - 1),
            Damage::Cut(length / 2),
            Damage::Cut(0),
            Damage::Remove,
        ] {
            let copied = place.path().join("copy");
            drop(fs::remove_dir_all(&copied));
            copy(folder.path(), &copied);
            damage.apply(&copied.join(name));
            n_tried += 1;
            match Index::open(&copied, &KEY).and_then(|index| {
                let answer = index.search(&search::Query::new("\"trang số 7\"", 10))?;
                let texts: Result<Vec<String>, Error> =
                    answer.hits.iter().map(|hit| answer.text(hit)).collect();
                Ok((index.n_entries(), texts?))
            }) {
                Ok((300, texts)) => assert_eq!(texts, ["trang số 7 về ngân sách nhà nước"]),
                // Without its list of segments an index is a new one; its owner sees that nothing is in it.
                Ok((0, texts)) => assert!(texts.is_empty() && matches!(damage, Damage::Remove)),
                Ok((n, _)) => panic!("{n} entries after {damage:?} of {}", file.display()),
                Err(Error::Unreadable(_)) => n_noticed += 1,
                Err(other) => panic!("{other} after {damage:?} of {}", file.display()),
            }
        }
    }
    assert!(n_noticed * 10 > n_tried * 8, "{n_noticed} of {n_tried}");
}

#[derive(Debug, Clone, Copy)]
enum Damage {
    Change(usize),
    Cut(usize),
    Remove,
}

impl Damage {
    fn apply(self, file: &Path) {
        let mut bytes = fs::read(file).unwrap();
        match self {
            Self::Change(at) => bytes[at] ^= 0x55,
            Self::Cut(length) => bytes.truncate(length),
            Self::Remove => return fs::remove_file(file).unwrap(),
        }
        fs::write(file, bytes).unwrap();
    }
}

#[test]
fn searching_goes_on_while_the_writer_works() {
    let (_folder, index) = index_of(&["ngân sách nhà nước"]);
    let writing = index.clone();
    std::thread::scope(|scope| {
        let worker = scope.spawn(move || {
            let mut writer = writing.writer().unwrap();
            for number in 2..40 {
                let pages = (0..50).map(|n| page(n + 100, "công văn về ngân sách"));
                writer.replace(&group(number), pages).unwrap();
                writer.commit().unwrap();
            }
            writer.finish().unwrap();
        });
        let mut last = 1;
        while !worker.is_finished() {
            let answer = ask(&index, "\"ngân sách\"");
            let search::Count::Exactly(count) = answer.count else { panic!("{answer:?}") };
            assert!(count >= last && count % 50 == 1, "{count} after {last}");
            last = count;
            assert!(!answer.text(&answer.hits[0]).unwrap().is_empty());
        }
    });
    assert_eq!(ask(&index, "ngan sach").count, search::Count::Exactly(38 * 50 + 1));
}
