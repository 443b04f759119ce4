//! The display as a person has it: keys and pointer through XTest, and what is seen through GetImage.

use anyhow::{Context, bail};
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConfigureWindowAux, ConnectionExt as _,
    ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

/// What the window system calls a window.
pub type XWindow = u32;

/// Between two looks at the display: the figures are as fine as this.
pub const LOOK_AGAIN: Duration = Duration::from_micros(500);
const PATIENCE: Duration = Duration::from_secs(5);
const PATIENCE_FOR_WINDOWS: Duration = Duration::from_secs(30);
/// The left button.
const BUTTON: u8 = 1;

/// Keys, by the numbers that X11 gives to their signs (keysymdef.h).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Key {
    /// A page up.
    PageUp = 0xff55,
    /// A page down.
    PageDown = 0xff56,
    /// Control, on the left.
    Control = 0xffe3,
    /// The letter.
    Z = 0x7a,
    /// Plus, of the figures on the right.
    Plus = 0xffab,
}

/// A stretch of the display, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// From the left.
    pub x: i16,
    /// From the top.
    pub y: i16,
    /// Across.
    pub width: u16,
    /// Down.
    pub height: u16,
}

/// What a stretch of the display showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    area: Area,
    /// Blue, green, red and one more for each pixel.
    bytes: Vec<u8>,
}

/// A connection to the display.
pub struct Screen {
    connection: RustConnection,
    root: XWindow,
}

impl Picture {
    /// Blue, green and red of a pixel, by its place on the display.
    pub fn pixel(&self, x: i16, y: i16) -> Option<[u8; 3]> {
        let across = usize::try_from(x - self.area.x).ok()?;
        let down = usize::try_from(y - self.area.y).ok()?;
        if across >= usize::from(self.area.width) {
            return None;
        }
        let at = 4 * (down * usize::from(self.area.width) + across);
        self.bytes.get(at..at + 3)?.first_chunk().copied()
    }

    /// The first place that has a colour, from the top.
    pub fn find(&self, colour: [u8; 3]) -> Option<(i16, i16)> {
        let at = self.bytes.chunks_exact(4).position(|pixel| pixel.starts_with(&colour))?;
        let width = usize::from(self.area.width);
        let across = i16::try_from(at % width).ok()?;
        let down = i16::try_from(at / width).ok()?;
        Some((self.area.x + across, self.area.y + down))
    }

    /// The uppermost stretch of this size, in the middle of the breadth, where nothing but white is.
    pub fn find_blank(&self, width: u16, height: u16) -> Option<Area> {
        let left = self.area.x + i16::try_from(self.area.width.checked_sub(width)? / 2).ok()?;
        let right = left + i16::try_from(width).ok()?;
        let bottom = self.area.y + i16::try_from(self.area.height).ok()?;
        let is_blank = |y: i16| (left..right).all(|x| self.pixel(x, y) == Some([255; 3]));
        let mut n_blank = 0;
        for y in self.area.y..bottom {
            n_blank = if is_blank(y) { n_blank + 1 } else { 0 };
            if n_blank == height {
                let top = y + 1 - i16::try_from(height).ok()?;
                return Some(Area { x: left, y: top, width, height });
            }
        }
        None
    }
}

impl Screen {
    /// Connects to a display.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn open(display: &str) -> anyhow::Result<Self> {
        let (connection, number) = x11rb::connect(Some(display)).context("connecting to Xvfb")?;
        let root = connection.setup().roots.get(number).context("a display without screen")?.root;
        Ok(Self { connection, root })
    }

    /// The largest window that a program of this class has on the display, waiting for it.
    ///
    /// # Errors
    /// When none appears in time.
    pub fn window_of(&self, class: &str) -> anyhow::Result<XWindow> {
        let deadline = Instant::now() + PATIENCE_FOR_WINDOWS;
        while Instant::now() < deadline {
            if let Some(window) = self.largest_of(class)? {
                return Ok(window);
            }
            std::thread::park_timeout(Duration::from_millis(50));
        }
        bail!("no window of {class} appeared on the display")
    }

    /// Puts a window somewhere, above the others.
    ///
    /// # Errors
    /// When the display does not answer.
    pub fn place(&self, window: XWindow, area: Area) -> anyhow::Result<()> {
        let wanted = ConfigureWindowAux::new()
            .x(i32::from(area.x))
            .y(i32::from(area.y))
            .width(u32::from(area.width))
            .height(u32::from(area.height));
        self.connection.configure_window(window, &wanted)?.check().context("placing a window")
    }

    /// Gives a window the keys; no window manager does.
    ///
    /// # Errors
    /// When the display does not answer.
    pub fn focus(&self, window: XWindow) -> anyhow::Result<()> {
        let cookie = self.connection.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)?;
        cookie.check().context("giving a window the keys")
    }

    /// What a window is called.
    ///
    /// # Errors
    /// When the display does not answer.
    pub fn title(&self, window: XWindow) -> anyhow::Result<String> {
        let name = self.connection.intern_atom(false, b"_NET_WM_NAME")?.reply()?.atom;
        let property =
            self.connection.get_property(false, window, name, AtomEnum::ANY, 0, 1_024)?.reply()?;
        Ok(String::from_utf8_lossy(&property.value).into_owned())
    }

    /// Presses keys together and lets go of them; gives the time just before.
    ///
    /// # Errors
    /// When the display has no such key or does not answer.
    pub fn press(&self, keys: &[Key]) -> anyhow::Result<Instant> {
        let codes = keys.iter().map(|key| self.code_of(*key)).collect::<Result<Vec<u8>, _>>()?;
        let began = Instant::now();
        for code in &codes {
            self.fake(KEY_PRESS_EVENT, *code, (0, 0))?;
        }
        for code in codes.iter().rev() {
            self.fake(KEY_RELEASE_EVENT, *code, (0, 0))?;
        }
        self.connection.flush()?;
        Ok(began)
    }

    /// Moves the pointer; gives the time just before.
    ///
    /// # Errors
    /// When the display does not answer.
    pub fn point(&self, x: i16, y: i16) -> anyhow::Result<Instant> {
        let began = Instant::now();
        self.fake(MOTION_NOTIFY_EVENT, 0, (x, y))?;
        self.connection.flush()?;
        Ok(began)
    }

    /// Presses the left button, or lets go of it.
    ///
    /// # Errors
    /// When the display does not answer.
    pub fn button(&self, is_down: bool) -> anyhow::Result<()> {
        let event = if is_down { BUTTON_PRESS_EVENT } else { BUTTON_RELEASE_EVENT };
        self.fake(event, BUTTON, (0, 0))?;
        Ok(self.connection.flush()?)
    }

    /// What a stretch of the display shows.
    ///
    /// # Errors
    /// When the stretch is not on the display.
    pub fn look(&self, area: Area) -> anyhow::Result<Picture> {
        let Area { x, y, width, height } = area;
        let cookie =
            self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, !0)?;
        let bytes = cookie.reply().with_context(|| format!("looking at {area:?}"))?.data;
        Ok(Picture { area, bytes })
    }

    /// Milliseconds from a moment until a stretch of the display looks as wanted.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn wait_for(&self, wanted: &Picture, since: Instant) -> anyhow::Result<f64> {
        while since.elapsed() < PATIENCE {
            if self.look(wanted.area)? == *wanted {
                return Ok(since.elapsed().as_secs_f64() * 1_000.0);
            }
            std::thread::park_timeout(LOOK_AGAIN);
        }
        bail!("{:?} of the display never looked as expected", wanted.area)
    }

    fn largest_of(&self, class: &str) -> anyhow::Result<Option<XWindow>> {
        let mut largest = (0, None);
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            // A window may go between being listed and being asked.
            let Ok(found) = self.connection.get_window_attributes(window)?.reply() else {
                continue;
            };
            let property = self.connection.get_property(
                false,
                window,
                AtomEnum::WM_CLASS,
                AtomEnum::STRING,
                0,
                64,
            )?;
            let (Ok(named), Ok(size)) =
                (property.reply(), self.connection.get_geometry(window)?.reply())
            else {
                continue;
            };
            let name = String::from_utf8_lossy(&named.value).to_lowercase();
            let surface = u32::from(size.width) * u32::from(size.height);
            let is_shown = found.map_state == MapState::VIEWABLE;
            if is_shown && name.contains(&class.to_lowercase()) && surface > largest.0 {
                largest = (surface, Some(window));
            }
        }
        // The windows in which programs only speak to the window system are tiny.
        Ok(largest.1.filter(|_| largest.0 > 10_000))
    }

    fn code_of(&self, key: Key) -> anyhow::Result<u8> {
        let setup = self.connection.setup();
        let n_codes = setup.max_keycode - setup.min_keycode + 1;
        let mapping = self.connection.get_keyboard_mapping(setup.min_keycode, n_codes)?.reply()?;
        let per_code = usize::from(mapping.keysyms_per_keycode).max(1);
        let at = mapping.keysyms.chunks(per_code).position(|signs| signs.contains(&(key as u32)));
        let at = u8::try_from(at.with_context(|| format!("the display has no key {key:?}"))?)?;
        Ok(setup.min_keycode + at)
    }

    fn fake(&self, event: u8, detail: u8, (x, y): (i16, i16)) -> anyhow::Result<()> {
        let root = if event == MOTION_NOTIFY_EVENT { self.root } else { NONE };
        self.connection.xtest_fake_input(event, detail, CURRENT_TIME, root, x, y, 0)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Picture};

    /// A picture at 10, 20 of rows of signs: `#` is ink, anything else is white.
    fn picture(rows: &[&str]) -> Picture {
        let area = Area { x: 10, y: 20, width: rows[0].len() as u16, height: rows.len() as u16 };
        let signs = rows.iter().flat_map(|row| row.bytes());
        let bytes = signs.flat_map(|sign| if sign == b'#' { [0, 0, 0, 0] } else { [255; 4] });
        Picture { area, bytes: bytes.collect() }
    }

    #[test]
    fn a_blank_stretch_is_the_uppermost_that_is_wide_and_high_enough() {
        let page = picture(&["..#..", ".....", "....#", ".....", "....."]);
        let expected = Area { x: 11, y: 21, width: 3, height: 2 };
        assert_eq!(page.find_blank(3, 2), Some(expected));
        assert_eq!(page.find_blank(5, 2), Some(Area { x: 10, y: 23, width: 5, height: 2 }));
        assert_eq!(page.find_blank(5, 3), None);
        assert_eq!(page.find_blank(6, 1), None);
    }

    #[test]
    fn places_count_from_the_corner_of_the_display() {
        let page = picture(&["....", "..#."]);
        assert_eq!(page.find([0, 0, 0]), Some((12, 21)));
        assert_eq!(page.pixel(12, 21), Some([0, 0, 0]));
        assert_eq!(page.pixel(14, 20), None);
        assert_eq!(page.pixel(9, 20), None);
    }
}
