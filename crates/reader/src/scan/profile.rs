//! Colour profiles that change nothing: gray with the curve of the screen, and sRGB itself.

/// How far a gray value may be changed by a profile that counts as plain, in steps of 255.
const TOLERANCE: f64 = 1.5;
/// Length of a profile's header and of an entry in its table of tags (ICC.1:2010, 7.2 and 7.3).
const HEADER: usize = 128;
const ENTRY: usize = 12;

/// Whether this is the sRGB profile that PDFium takes for its own colours, too: it goes by length and name.
pub fn is_srgb(profile: &[u8]) -> bool {
    let name = b"sRGB IEC61966-2.1";
    profile.len() == 3144 && profile.get(0x190..0x190 + name.len()) == Some(name)
}

/// Whether a gray profile means what the screen means: its curve (`kTRC`) is that of sRGB.
pub fn is_plain_gray(profile: &[u8]) -> bool {
    let Some(curve) = gray_curve(profile) else {
        return false;
    };
    (0..=255_u8).all(|gray| {
        let gray = f64::from(gray) / 255.0;
        let shown = curve.light(gray).map(from_light);
        shown.is_some_and(|shown| (shown - gray).abs() * 255.0 <= TOLERANCE)
    })
}

/// From light to the value that a screen makes it of (IEC 61966-2-1).
fn from_light(light: f64) -> f64 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

/// How a profile turns values into light.
enum Curve {
    /// A power of the value (ICC.1:2010, 10.5).
    Power(f64),
    /// Values at even distances, in steps of 65535.
    Table(Vec<u16>),
    /// g, a, b, c, d: `(ax + b)^g` from d on, `cx` below (10.15, function type 3).
    Parts([f64; 5]),
}

impl Curve {
    fn light(&self, value: f64) -> Option<f64> {
        match self {
            Self::Power(power) => Some(value.powf(*power)),
            Self::Table(table) => {
                let place = value * (table.len() - 1) as f64;
                let (below, part) = (place.floor() as usize, place.fract());
                let low = f64::from(*table.get(below)?);
                let high = f64::from(*table.get(below + 1).or(table.last())?);
                Some((low + (high - low) * part) / 65535.0)
            }
            Self::Parts([g, a, b, c, d]) => {
                Some(if value >= *d { (a * value + b).powf(*g) } else { c * value })
            }
        }
    }
}

fn gray_curve(profile: &[u8]) -> Option<Curve> {
    let n_tags = number(profile, HEADER)?.min(100) as usize;
    let entries = profile.get(HEADER + 4..)?.chunks_exact(ENTRY).take(n_tags);
    let entry = entries.into_iter().find(|entry| entry.starts_with(b"kTRC"))?;
    let curve = profile.get(number(entry, 4)? as usize..)?;
    let fixed = |at: usize| Some(f64::from(number(curve, at)?.cast_signed()) / 65536.0);
    match curve.get(..4)? {
        b"curv" => {
            let n_values = number(curve, 8)? as usize;
            let values = curve.get(12..)?.as_chunks::<2>().0;
            let values: Vec<u16> =
                values.get(..n_values)?.iter().map(|bytes| u16::from_be_bytes(*bytes)).collect();
            match values.as_slice() {
                [] => Some(Curve::Power(1.0)),
                [power] => Some(Curve::Power(f64::from(*power) / 256.0)),
                _ => Some(Curve::Table(values)),
            }
        }
        b"para" => match curve.get(8..10)? {
            [0, 0] => Some(Curve::Power(fixed(12)?)),
            [0, 3] => {
                Some(Curve::Parts([fixed(12)?, fixed(16)?, fixed(20)?, fixed(24)?, fixed(28)?]))
            }
            _ => None,
        },
        _ => None,
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::{is_plain_gray, is_srgb};

    /// A profile of nothing but its curve.
    fn profile(curve: &[u8]) -> Vec<u8> {
        let mut profile = vec![0; 128];
        profile.extend([0, 0, 0, 1]);
        profile.extend(b"kTRC\0\0\0\x90");
        profile.extend((curve.len() as u32).to_be_bytes());
        profile.extend(curve);
        profile
    }

    fn fixed(numbers: &[f64]) -> Vec<u8> {
        numbers
            .iter()
            .flat_map(|number| ((number * 65536.0).round() as i32).to_be_bytes())
            .collect()
    }

    #[test]
    fn only_a_curve_like_that_of_the_screen_is_plain() {
        let screen = fixed(&[2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045]);
        assert!(is_plain_gray(&profile(&[b"para\0\0\0\0\0\x03\0\0", screen.as_slice()].concat())));
        let linear = b"curv\0\0\0\0\0\0\0\0";
        assert!(!is_plain_gray(&profile(linear)));
        let power_of_1_8 = b"curv\0\0\0\0\0\0\0\x01\x01\xcd";
        assert!(!is_plain_gray(&profile(power_of_1_8)));
        let table: Vec<u8> = (0..=255_u32)
            .flat_map(|at| {
                let value = f64::from(at) / 255.0;
                let light = if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                };
                ((light * 65535.0).round() as u16).to_be_bytes()
            })
            .collect();
        assert!(is_plain_gray(&profile(&[b"curv\0\0\0\0\0\0\x01\0", table.as_slice()].concat())));
    }

    #[test]
    fn a_broken_profile_is_not_plain() {
        let whole = profile(b"curv\0\0\0\0\0\0\0\x01\x02\x33");
        for length in 0..whole.len() {
            assert!(!is_plain_gray(&whole[..length]), "{length}");
        }
        assert!(!is_plain_gray(&profile(b"curv\0\0\0\0\xff\xff\xff\xff")));
        assert!(!is_srgb(&[0; 3144]) && !is_srgb(b""));
    }
}
