//! Compiles the window's configuration and capabilities into the program.
fn main() {
    tauri_build::build();
}
