use crate::pdfium;
use crate::shell::{command, has, output, root, step};
use anyhow::{Context, bail};
use std::fs;

/// Debian's packages: for building, and for the tests (display, keyring, driver, pictures, LibreOffice). The three of
/// LibreOffice bring 65 more, 100 MB to fetch and 320 MB on disk.
const PACKAGES: &[&str] = &[
    "build-essential",
    "pkg-config",
    "poppler-utils",
    "libssl-dev",
    "libgtk-3-dev",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "python3",
    "python3-aiosmtpd",
    "python3-icalendar",
    "python3-pip",
    "python3-venv",
    "dbus",
    "gnome-keyring",
    "imagemagick",
    "libreoffice-calc-nogui",
    "libreoffice-impress-nogui",
    "libreoffice-writer-nogui",
    "webkit2gtk-driver",
    "xvfb",
];

/// Brings everything that is missing; does nothing where all is there.
pub fn all() -> anyhow::Result<()> {
    check_toolchains()?;
    packages()?;
    window_packages()?;
    pdfium::fetch()
}

fn check_toolchains() -> anyhow::Result<()> {
    let node = output("node", &["--version"])
        .context("Node is missing: version 20.19 or newer is needed")?;
    let version = node.trim_start_matches('v');
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < (20, 19) {
        bail!("Node {version} is too old: 20.19 or newer is needed");
    }
    Ok(())
}

fn packages() -> anyhow::Result<()> {
    if !has("dpkg-query") {
        println!("== not a Debian system: please install what these packages bring: {PACKAGES:?}");
        return Ok(());
    }
    let missing: Vec<&str> =
        PACKAGES.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root_user = output("id", &["-u"])? == "0";
    let apt = |arguments: &[&str]| {
        let mut command = if root_user {
            command("apt-get", arguments)
        } else {
            let mut with_sudo = vec!["apt-get"];
            with_sudo.extend(arguments);
            command("sudo", &with_sudo)
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    step("apt-get update", "some seconds", apt(&["update", "-q"]))?;
    let mut install = vec!["install", "-y", "-q", "--no-install-recommends"];
    install.extend(&missing);
    step(&format!("install {}", missing.join(" ")), "1 to 4 minutes", apt(&install))
}

fn is_installed(package: &str) -> bool {
    output("dpkg-query", &["-W", "-f", "${Status}", package])
        .is_ok_and(|status| status == "install ok installed")
}

/// The window's packages, as locked; installed again only when the lock changed.
fn window_packages() -> anyhow::Result<()> {
    let lock = fs::read(root().join("ui/package-lock.json")).context("reading the UI's lock")?;
    let stamp = root().join("ui/node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut install = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.current_dir(root().join("ui"));
    step("npm ci in ui", "about a minute", install)?;
    fs::write(stamp, lock).context("noting what was installed")
}
