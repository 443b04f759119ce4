//! Profiles that do not open: named, and left as they are. Through the real command line and the real keyring.

use crate::stage::{Stage, story};
use std::path::Path;
use std::process::{Command, Output};
use testkit::Surroundings;

fn cli(
    stage: &Stage,
    surroundings: Option<&Surroundings>,
    profile: &Path,
    words: &[&str],
) -> Output {
    let mut command = Command::new(stage.place.program("ecabinet-cli"));
    command.env_clear().env("ECABINET_PROFILE", profile).arg("--json").args(words);
    if let Some(surroundings) = surroundings {
        command.envs(surroundings.environment());
    }
    command.output().unwrap()
}

fn error(output: &Output) -> String {
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    answer["error"].as_str().unwrap_or("none").to_owned()
}

#[test]
fn the_real_keyring_opens_the_profile_and_its_absence_is_named() {
    story(async {
        let stage = Stage::open();
        let home = stage.folder.path().join("home");
        let profile = stage.folder.path().join("profile");
        let link = stage.link("minister_an");
        let none = cli(&stage, None, &profile, &["enrol", &link]);
        assert_eq!(error(&none), "keyring-absent");
        assert!(!profile.join("profile.json").exists());

        let surroundings = Surroundings::start(&home, (800, 600)).unwrap();
        let enrolled = cli(&stage, Some(&surroundings), &profile, &["enrol", &link]);
        assert!(enrolled.status.success(), "{enrolled:?}");
        assert!(cli(&stage, Some(&surroundings), &profile, &["status"]).status.success());
        drop(surroundings);
        assert_eq!(error(&cli(&stage, None, &profile, &["status"])), "keyring-silent");

        let other_home = stage.folder.path().join("other-home");
        let other = Surroundings::start(&other_home, (800, 600)).unwrap();
        let before = std::fs::read(profile.join("vault.db")).unwrap();
        let wrong = cli(&stage, Some(&other), &profile, &["status"]);
        assert_eq!(error(&wrong), "keyring-mismatch");
        assert_eq!(std::fs::read(profile.join("vault.db")).unwrap(), before);
    });
}

#[test]
fn a_profile_from_a_newer_program_is_named() {
    story(async {
        let stage = Stage::open();
        let profile = stage.folder.path().join("profile");
        let link = stage.link("minister_an");
        let with_passphrase = |words: &[&str]| {
            let all: Vec<&str> =
                ["--passphrase", "mật khẩu dài"].into_iter().chain(words.iter().copied()).collect();
            cli(&stage, None, &profile, &all)
        };
        assert!(with_passphrase(&["enrol", &link]).status.success());
        assert!(with_passphrase(&["status"]).status.success());
        let path = profile.join("profile.json");
        let json = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, json.replace("\"format\": 1", "\"format\": 9")).unwrap();
        assert_eq!(error(&with_passphrase(&["status"])), "profile-newer");
    });
}
