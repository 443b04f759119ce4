//! The house stays as it was built: who may import whom, how long a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Allowed arrows between our own packages; testkit, the stories and xtask may use everything.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("wire", &["domain"]),
    ("ballot", &[]),
    ("book", &[]),
    ("exchange", &[]),
    ("report", &["exchange"]),
    ("vault", &["domain"]),
    ("anchoring", &[]),
    ("markup", &[]),
    ("ocr", &[]),
    ("orthography", &[]),
    ("papersign", &[]),
    ("search", &["orthography"]),
    ("reader", &["markup", "papersign"]),
    ("converter", &[]),
    ("phrases", &["domain"]),
    ("sync", &["domain", "wire", "ballot", "vault"]),
    (
        "desk",
        &[
            "domain",
            "ballot",
            "book",
            "vault",
            "sync",
            "reader",
            "converter",
            "phrases",
            "exchange",
            "anchoring",
            "markup",
            "ocr",
            "orthography",
            "papersign",
            "search",
        ],
    ),
    (
        "server",
        &[
            "domain",
            "wire",
            "ballot",
            "exchange",
            "report",
            "phrases",
            "reader",
            "ocr",
            "papersign",
        ],
    ),
    ("cli", &["desk", "reader", "converter"]),
    ("ecabinet", &["desk", "reader", "converter"]),
    ("xtask", &[]),
];

#[test]
fn packages_import_only_along_the_allowed_arrows() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> =
        packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        if name == "testkit" {
            continue;
        }
        let allowed = allowed.get(name).unwrap_or_else(|| panic!("{name} has no row"));
        for dependency in package["dependencies"].as_array().unwrap() {
            let is_for_tests = dependency["kind"] == "dev";
            let target = dependency["name"].as_str().unwrap();
            let fits = allowed.contains(&target) || is_for_tests || !ours.contains(target);
            assert!(fits, "{name} must not import {target}");
        }
    }
}

#[test]
fn no_file_is_longer_than_500_lines_without_a_reason() {
    /// Files above 500 lines, each with its reason.
    const LONGER: &[(&str, &str)] = &[
        ("crates/desk/src/view/mod.rs", "one list of what screens see, and its TypeScript twin"),
        (
            "crates/vault/src/vault.rs",
            "the one handle of the store; its tables are files of their own",
        ),
        ("crates/server/src/storage/sqlite.rs", "one implementation of one trait"),
        ("ui/src/ipc/bindings.ts", "generated"),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["crates", "src-tauri", "tests", "ui/src"] {
        let ours = |entry: &walkdir::DirEntry| entry.file_name() != "node_modules";
        let files = walkdir::WalkDir::new(root.join(folder)).into_iter().filter_entry(ours);
        for entry in files.map(Result::unwrap) {
            let is_code = entry
                .path()
                .extension()
                .is_some_and(|end| ["rs", "ts", "svelte"].iter().any(|code| end == *code));
            if !is_code {
                continue;
            }
            let n_lines = std::fs::read_to_string(entry.path()).unwrap().lines().count();
            let name = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
            let excused = LONGER.iter().any(|(path, _)| *path == name);
            assert!(n_lines <= 500 || excused, "{name} has {n_lines} lines");
        }
    }
}
