//! libpdfium comes from the wheel of `pypdfium2`, pinned by version and SHA-256 for each platform.

use crate::shell::{command, step, target};
use anyhow::{Context, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Carries PDFium build 8149.
const VERSION: &str = "5.15.2";

struct Wheel {
    os: &'static str,
    arch: &'static str,
    platform: &'static str,
    sha256: &'static str,
    library: &'static str,
}

const WHEELS: &[Wheel] = &[
    Wheel {
        os: "linux",
        arch: "x86_64",
        platform: "manylinux2014_x86_64",
        sha256: "dc31aea5b0fb9fefc9b537a65f4113980b2c40798445736a7e6565bc85161e37",
        library: "libpdfium.so",
    },
    Wheel {
        os: "linux",
        arch: "aarch64",
        platform: "manylinux2014_aarch64",
        sha256: "dd46e93c0c3a73f6cea8489baff6d77a5d0759dd53fbbce0aeb49c91830176fc",
        library: "libpdfium.so",
    },
    Wheel {
        os: "windows",
        arch: "x86_64",
        platform: "win_amd64",
        sha256: "74d1bace34fb01c660d0b64344d5a4b7d276942b7c6623c88ab59ea21c5acfbd",
        library: "pdfium.dll",
    },
    Wheel {
        os: "windows",
        arch: "aarch64",
        platform: "win_arm64",
        sha256: "a20398367f188eb817be156bfd00077dcb5f8ad06c093849f3fa70b8087b4a87",
        library: "pdfium.dll",
    },
    Wheel {
        os: "macos",
        arch: "aarch64",
        platform: "macosx_13_0_arm64",
        sha256: "e71fe832e94421ac3c28d6a6ed4a9e61f22417089652d339f391c4ffc2a44c35",
        library: "libpdfium.dylib",
    },
    Wheel {
        os: "macos",
        arch: "x86_64",
        platform: "macosx_13_0_x86_64",
        sha256: "7f296a298074d76fb7c3d1ecb80d7097a96778bf0ad9c5c48a0170e56e2c6821",
        library: "libpdfium.dylib",
    },
];

/// Fetches the library into the cache, where it is not there yet.
pub fn fetch() -> anyhow::Result<()> {
    let wheel = wheel()?;
    if cached(wheel).exists() {
        return Ok(());
    }
    let folder = cache();
    fs::create_dir_all(&folder).context("making the cache")?;
    let wanted = folder.join("requirements.txt");
    fs::write(&wanted, format!("pypdfium2=={VERSION} --hash=sha256:{}\n", wheel.sha256))
        .context("writing the pin")?;
    let mut download = command("python3", &["-m", "pip", "download", "--quiet", "--no-deps"]);
    download
        .args(["--only-binary=:all:", "--require-hashes", "--platform", wheel.platform, "--dest"])
        .arg(&folder)
        .arg("--requirement")
        .arg(&wanted);
    step(&format!("fetch libpdfium (pypdfium2 {VERSION}, hash pinned)"), "some seconds", download)?;
    let file = find_wheel(&folder)?;
    let mut unpack = command("python3", &["-m", "zipfile", "-e"]);
    unpack.arg(&file).arg(&folder);
    step("unpack libpdfium", "a second", unpack)?;
    if !cached(wheel).exists() {
        bail!("{} does not hold {}", file.display(), wheel.library);
    }
    Ok(())
}

/// Puts the library beside the programs in `folder`.
pub fn place_beside(folder: &Path) -> anyhow::Result<()> {
    let wheel = wheel()?;
    let (from, to) = (cached(wheel), folder.join(wheel.library));
    let length = |path: &Path| fs::metadata(path).map(|found| found.len()).ok();
    if length(&from) == length(&to) {
        return Ok(());
    }
    fs::create_dir_all(folder).context("making the folder of the programs")?;
    fs::copy(&from, &to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}

fn wheel() -> anyhow::Result<&'static Wheel> {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let found = WHEELS.iter().find(|wheel| wheel.os == os && wheel.arch == arch);
    found.with_context(|| format!("no libpdfium is pinned for {os} on {arch}"))
}

fn cache() -> PathBuf {
    target().join("pdfium").join(VERSION)
}

fn cached(wheel: &Wheel) -> PathBuf {
    cache().join("pypdfium2_raw").join(wheel.library)
}

fn find_wheel(folder: &Path) -> anyhow::Result<PathBuf> {
    let entries = fs::read_dir(folder).context("reading the cache")?;
    let mut paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let found = paths.find(|path| path.extension().is_some_and(|end| end == "whl"));
    found.context("pip downloaded no wheel")
}
