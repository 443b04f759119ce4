//! Locking: the program lives on, and lets go of the profile with its keys and workers.

use crate::stage::{Stage, story};
use desk::Profile;
use std::process::Command;
use testkit::{Surroundings, Window};

#[test]
fn locking_lets_go_of_the_profile_while_the_program_lives_on() {
    story(async {
        let stage = Stage::open();
        let surroundings =
            Surroundings::start(&stage.folder.path().join("home"), (1280, 800)).unwrap();
        let profile = stage.folder.path().join("home/data/lock/profile");
        let cli = |words: &[&str]| {
            Command::new(stage.place.program("ecabinet-cli"))
                .env_clear()
                .envs(surroundings.environment())
                .env("ECABINET_PROFILE", &profile)
                .args(words)
                .output()
                .unwrap()
        };
        assert!(cli(&["enrol", &stage.link("minister_an")]).status.success());
        let window = Window::start(&stage.place, &surroundings, &profile).await.unwrap();
        window.wait_for("[data-testid='expected-row']").await.unwrap();
        let program = window.program_ids().unwrap();
        assert!(!Profile::at(&profile).is_locked().unwrap());
        let in_use = cli(&["--json", "status"]);
        assert!(String::from_utf8_lossy(&in_use.stdout).contains("profile-in-use"), "{in_use:?}");

        let locked = cli(&["lock"]);
        assert!(locked.status.success(), "{locked:?}");
        assert!(Profile::at(&profile).is_locked().unwrap());
        assert_eq!(window.program_ids().unwrap(), program);
        assert!(cli(&["status"]).status.success());
    });
}
