//! Figures of one file: opening, pages at 150 dpi, thumbnails, text, memory; the worker's against PDFium alone in this
//! process, which draws the same pages into bitmaps and encodes nothing.

use crate::files::Bytes;
use nix::sys::resource::{UsageWho, getrusage};
use pdfium_render::prelude::{PdfRenderConfig, Pdfium};
use reader::{OpenDocument, find_library};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Points of an inch.
const POINTS: f32 = 72.0;

/// Runs it: `figures FILE PAGES`.
pub fn run(arguments: &[String]) -> ExitCode {
    let [file, n_pages] = arguments else {
        return ExitCode::from(2);
    };
    let (Ok(bytes), Ok(n_pages)) = (std::fs::read(file), n_pages.parse::<u32>()) else {
        return ExitCode::from(2);
    };
    if measure(bytes, n_pages).is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(bytes: Vec<u8>, n_pages: u32) -> Option<()> {
    let program = std::env::current_exe().ok()?;
    let begin = Instant::now();
    let document = OpenDocument::open(&program, Arc::new(Bytes(bytes.clone()))).ok()?;
    println!("opened {} pages in {:.1?}", document.pages().len(), begin.elapsed());
    let n_pages = n_pages.min(document.pages().len() as u32);
    let width = |page: u32, dpi: f32| {
        document.pages().get(page as usize).map_or(1.0, |size| size.width) * dpi / POINTS
    };
    for dpi in [150.0, 20.0] {
        let (ours, core, mut times) = (worker_seconds(&document), own_seconds(), Vec::new());
        let mut n_bytes = 0;
        for page in 0..n_pages {
            let begin = Instant::now();
            n_bytes += document.draw(page, width(page, dpi) as u32).map_or(0, |png| png.len());
            times.push(begin.elapsed());
            if (page + 1).is_multiple_of(250) {
                let kept = memory(&document, "VmRSS:");
                println!("    after {} pages workers hold {kept} MB", page + 1);
            }
        }
        let (ours, core) = (worker_seconds(&document) - ours, own_seconds() - core);
        times.sort();
        let part = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        let per_page = |seconds: f64| seconds * 1000.0 / f64::from(n_pages);
        println!(
            "{dpi} dpi: median {:.1?}, p95 {:.1?} a page; CPU ms a page: worker {:.1}, core {:.1}; {} KB a page",
            part(50),
            part(95),
            per_page(ours),
            per_page(core),
            n_bytes / 1000 / n_pages as usize
        );
        println!(
            "    PDFium alone: {:.1} ms CPU a page",
            per_page(plain_seconds(&bytes, n_pages, dpi)?)
        );
    }
    let before = worker_seconds(&document);
    let n_runs: usize =
        (0..n_pages).map(|page| document.text(page).map_or(0, |runs| runs.len())).sum();
    let text = (worker_seconds(&document) - before) * 1000.0 / f64::from(n_pages);
    println!("text: {text:.1} ms CPU a page, {n_runs} runs");
    thumbnails(&document, n_pages);
    let (kept, most) = (memory(&document, "VmRSS:"), memory(&document, "VmHWM:"));
    println!("workers hold {kept} MB, held {most} MB; this process {} MB", own_memory());
    Some(())
}

fn thumbnails(document: &OpenDocument, n_pages: u32) {
    let done = AtomicUsize::new(0);
    let begin = Instant::now();
    document.thumbnails(0..n_pages, 160, &|_, picture| {
        done.fetch_add(usize::from(picture.is_ok()), Ordering::Relaxed);
    });
    println!("{} thumbnails in {:.1?}", done.into_inner(), begin.elapsed());
}

/// Computing of PDFium in this process for the same pages.
fn plain_seconds(bytes: &[u8], n_pages: u32, dpi: f32) -> Option<f64> {
    static PDFIUM: std::sync::OnceLock<Option<Pdfium>> = std::sync::OnceLock::new();
    let bind = || {
        let library = find_library(&std::env::current_exe().ok()?)?;
        Some(Pdfium::new(Pdfium::bind_to_library(library).ok()?))
    };
    let pdfium = PDFIUM.get_or_init(bind).as_ref()?;
    let document = pdfium.load_pdf_from_byte_slice(bytes, None).ok()?;
    let begin = own_seconds();
    for page in 0..n_pages {
        let page = document.pages().get(i32::try_from(page).ok()?).ok()?;
        let width = (page.width().value * dpi / POINTS) as i32;
        let config = PdfRenderConfig::new().set_target_width(width);
        drop(page.render_with_config(&config).ok()?);
    }
    Some(own_seconds() - begin)
}

fn own_seconds() -> f64 {
    getrusage(UsageWho::RUSAGE_SELF).map_or(0.0, |usage| {
        let (user, system) = (usage.user_time(), usage.system_time());
        let seconds = (user.tv_sec() + system.tv_sec()) as f64;
        seconds + (user.tv_usec() + system.tv_usec()) as f64 / 1e6
    })
}

/// Computing of all workers, in hundredths of a second as the kernel counts.
fn worker_seconds(document: &OpenDocument) -> f64 {
    let of = |id: u32| {
        let words = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let words: Vec<&str> = words.rsplit(')').next()?.split_whitespace().collect();
        Some((words.get(11)?.parse::<f64>().ok()? + words.get(12)?.parse::<f64>().ok()?) / 100.0)
    };
    document.worker_ids().into_iter().filter_map(of).sum()
}

fn memory(document: &OpenDocument, line: &str) -> u64 {
    let of =
        |id: u32| memory_of(&std::fs::read_to_string(format!("/proc/{id}/status")).ok()?, line);
    document.worker_ids().into_iter().filter_map(of).sum()
}

fn own_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    memory_of(&status, "VmRSS:").unwrap_or(0)
}

/// Megabytes in a line of a process's status.
fn memory_of(status: &str, line: &str) -> Option<u64> {
    let line = status.lines().find_map(|words| words.strip_prefix(line))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}
