//! A full disk while syncing and while annotating: a clear message, and nothing lost.

use crate::stage::{Stage, story};
use std::process::{Command, Output};

/// Runs a script with a file system of `kib` KiB mounted at `$SMALL`, in namespaces of its own.
fn on_small_disk(stage: &Stage, kib: u32, script: &str) -> Output {
    let small = stage.folder.path().join("small");
    std::fs::create_dir_all(&small).unwrap();
    let whole = format!("mount -t tmpfs -o size={kib}k none \"$SMALL\" && {script}");
    Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &whole])
        .env("SMALL", &small)
        .env("CLI", stage.place.program("ecabinet-cli"))
        .env("LINK", stage.link("minister_an"))
        .env("ECABINET_PROFILE", small.join("profile"))
        .env("ECABINET_PASSPHRASE", "mật khẩu dài")
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

#[test]
fn a_disk_that_fills_while_syncing_keeps_what_is_whole_and_goes_on_when_there_is_room() {
    story(async {
        let stage = Stage::open();
        let script = "\
            \"$CLI\" enrol \"$LINK\" && \
            ! \"$CLI\" --json sync && \
            echo first-sync-refused && \
            \"$CLI\" --json status && \
            mount -o remount,size=60m \"$SMALL\" && \
            \"$CLI\" --json sync && echo second-sync-done";
        let output = on_small_disk(&stage, 6_000, script);
        let said = text(&output);
        assert!(said.contains(r#""error":"disk-full""#), "{said}");
        assert!(said.contains("first-sync-refused"), "{said}");
        assert!(said.contains("second-sync-done"), "{said}");
        assert!(said.contains(r#""dossiersReady":14"#), "{said}");
    });
}

#[test]
fn a_disk_that_fills_while_annotating_says_so_and_loses_no_earlier_note() {
    story(async {
        let stage = Stage::open();
        let script = "\
            \"$CLI\" enrol \"$LINK\" > /dev/null && \"$CLI\" sync > /dev/null && \
            PAPER=$(\"$CLI\" dossier 1 | sed -n '3s/ .*//p') && \
            \"$CLI\" --json annotate \"$PAPER\" 'ghi chú trước' && \
            dd if=/dev/zero of=\"$SMALL/filler\" bs=4k 2> /dev/null; \
            ! \"$CLI\" --json annotate \"$PAPER\" 'ghi chú khi hết chỗ' && \
            rm \"$SMALL/filler\" && \
            \"$CLI\" --json annotate \"$PAPER\" 'ghi chú sau' && \
            \"$CLI\" export";
        let output = on_small_disk(&stage, 40_000, script);
        let said = text(&output);
        assert!(said.contains(r#""error":"disk-full""#), "{said}");
        let exported = said.split("\"annotations\"").nth(1).unwrap_or_default().to_owned();
        assert!(exported.contains("ghi chú trước"), "{said}");
        assert!(exported.contains("ghi chú sau"), "{said}");
        assert!(!exported.contains("ghi chú khi hết chỗ"), "{said}");
    });
}
