use crate::pdfium;
use crate::shell::{command, has, output, root, step, target};
use anyhow::{Context, bail};
use std::fs;

/// Debian's packages: for building, and for the tests (display, keyring, driver, pictures, LibreOffice, tesseract, and
/// the programs that look at copies of papers). The three of LibreOffice bring 65 more, 100 MB to fetch and 320 MB on
/// disk; Chromium brings another 100 MB.
const PACKAGES: &[&str] = &[
    "build-essential",
    "chromium",
    "mupdf-tools",
    "openssl",
    "pkg-config",
    "poppler-utils",
    "qpdf",
    "tesseract-ocr",
    "tesseract-ocr-osd",
    "tesseract-ocr-vie",
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

/// Debian's packages that only benchmarks of the reading desk need. The other peers come with [`PACKAGES`]: MuPDF,
/// Poppler, Chromium, and with WebKitGTK its own little browser. Xournal++ brings 5 more, 7 MB on disk.
const PEERS: &[&str] = &["xournalpp"];

/// Gigabytes that building and testing take from nothing.
const ROOM: u64 = 10;

/// Brings everything that is missing; does nothing where all is there.
pub fn all() -> anyhow::Result<()> {
    check_toolchains()?;
    check_room()?;
    packages(PACKAGES)?;
    npm_packages("ui", &[], "about a minute")?;
    // What pdf.js would only need to draw without a browser stays away.
    npm_packages("crates/markup/tests/viewers", &["--omit=optional"], "some seconds")?;
    pdfium::fetch()
}

/// Brings what benchmarks of the reading desk measure against; PDFium alone is the product's own library.
pub fn peers() -> anyhow::Result<()> {
    packages(PACKAGES)?;
    packages(PEERS)?;
    let folder = target().join("peers");
    fs::create_dir_all(&folder).context("making the folder of peers")?;
    let lock = fs::read(root().join("crates/testkit/peers/package-lock.json"))
        .context("reading the peers' lock")?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    for name in ["package.json", "package-lock.json"] {
        fs::copy(root().join("crates/testkit/peers").join(name), folder.join(name))
            .with_context(|| format!("copying the peers' {name}"))?;
    }
    let mut install = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.arg("--omit=optional").current_dir(&folder);
    step("npm ci of the peers", "some seconds", install)?;
    fs::write(stamp, lock).context("noting what was installed")
}

/// Says before half an hour of building that the disk will not hold it. What is built already has its room.
fn check_room() -> anyhow::Result<()> {
    let target = target();
    if target.join("debug/deps").exists() {
        return Ok(());
    }
    fs::create_dir_all(&target).context("making the folder of what is built")?;
    let folder = target.display().to_string();
    let said = output("df", &["--output=avail", "--block-size=1G", &folder])?;
    let free: u64 = said.lines().last().unwrap_or_default().trim().parse().context("reading df")?;
    if free < ROOM {
        bail!(
            "{ROOM} GB are needed to build and test, and {free} GB are free at {folder}. Free some, or name a folder on \
             another disk in CARGO_TARGET_DIR"
        );
    }
    Ok(())
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

fn packages(wanted: &[&str]) -> anyhow::Result<()> {
    if !has("dpkg-query") {
        println!("== not a Debian system: please install what these packages bring: {wanted:?}");
        return Ok(());
    }
    let missing: Vec<&str> =
        wanted.iter().copied().filter(|package| !is_installed(package)).collect();
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

/// The packages of a folder, as locked; installed again only when the lock changed.
fn npm_packages(folder: &str, words: &[&str], expected: &str) -> anyhow::Result<()> {
    let lock = fs::read(root().join(folder).join("package-lock.json"))
        .with_context(|| format!("reading the lock of {folder}"))?;
    let stamp = root().join(folder).join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut install = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    install.args(words).current_dir(root().join(folder));
    step(&format!("npm ci in {folder}"), expected, install)?;
    fs::write(stamp, lock).context("noting what was installed")
}
