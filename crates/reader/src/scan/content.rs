//! What a page's content says, where it says no more than "this picture, over the whole page".

use hayro_write::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro_write::hayro_syntax::page::Page;

/// A matrix as PDF writes it: a, b, c, d, e, f (ISO 32000-1, 8.3.3).
pub type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
/// Deepest nesting of saved states.
const MAX_DEPTH: usize = 64;
/// Text that is neither filled nor stroked (ISO 32000-1, 9.3.6).
const INVISIBLE: i64 = 3;

/// The state of drawing, as far as it matters here.
#[derive(Clone, Copy)]
struct State {
    matrix: Matrix,
    text_mode: i64,
}

/// The one picture of a page that shows nothing else, and its matrix, when it covers the page to within `tolerance` of
/// its width.
pub fn only_image<'a>(page: &Page<'a>, tolerance: f64) -> Option<(Stream<'a>, Matrix)> {
    let mut state = State { matrix: IDENTITY, text_mode: 0 };
    let mut saved = Vec::new();
    let mut image = None;
    let mut operations = page.operations();
    while let Some(operation) = operations.next() {
        let numbers: Vec<f64> = operation
            .operands()
            .filter_map(|operand| {
                let Object::Number(number) = operand else { return None };
                Some(number.as_f64())
            })
            .collect();
        let operator: &[u8] = operation.operator;
        match operator {
            b"q" if saved.len() < MAX_DEPTH => saved.push(state),
            b"Q" => state = saved.pop()?,
            b"cm" => state.matrix = concat(&numbers.try_into().ok()?, &state.matrix),
            b"Tr" => state.text_mode = *numbers.first()? as i64,
            b"Do" => {
                let Object::Name(name) = operation.operands().next()? else {
                    return None;
                };
                if image.is_some() || !covers(page, &state.matrix, tolerance) {
                    return None;
                }
                image = Some((named_image(page, name)?, state.matrix));
            }
            b"Tj" | b"TJ" | b"'" | b"\"" if state.text_mode == INVISIBLE => {}
            b"BDC" if !is_optional(operation.operands().next()) => {}
            // Text and colours that are not shown, marks, and how lines would be drawn.
            b"BT" | b"ET" | b"Tf" | b"Td" | b"TD" | b"Tm" | b"T*" | b"Tc" | b"Tw" | b"Tz"
            | b"TL" | b"Ts" | b"BMC" | b"EMC" | b"MP" | b"DP" | b"w" | b"J" | b"j" | b"M"
            | b"d" | b"i" | b"ri" | b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K" => {}
            _ => return None,
        }
    }
    image
}

/// Whether what is marked can be switched off.
fn is_optional(tag: Option<&Object<'_>>) -> bool {
    match tag {
        Some(Object::Name(name)) => name.as_ref() == b"OC",
        _ => true,
    }
}

/// The picture of this name, if it is a plain one: no mask, no other meaning of its values.
fn named_image<'a>(page: &Page<'a>, name: &Name<'_>) -> Option<Stream<'a>> {
    let stream = page.resources().get_x_object(name)?;
    let dict = stream.dict();
    let is_image = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Image");
    let is_plain = ["SMask", "Mask", "Decode", "OC", "Matte", "SMaskInData", "Alternates"]
        .iter()
        .all(|key| !dict.contains_key(key));
    let is_mask = dict.get::<bool>("ImageMask").unwrap_or(false);
    let groups = page.raw().get::<Dict<'_>>("Group").is_none();
    (is_image && is_plain && !is_mask && groups).then_some(stream)
}

/// Whether the unit square under this matrix is the page, upright.
fn covers(page: &Page<'_>, [a, b, c, d, e, f]: &Matrix, tolerance: f64) -> bool {
    let shown = page.intersected_crop_box();
    let near = |one: f64, other: f64, side: f64| (one - other).abs() <= tolerance * side;
    let (width, height) = (shown.width(), shown.height());
    let upright = near(*b, 0.0, height) && near(*c, 0.0, width);
    upright
        && near(*e, shown.x0, width)
        && near(*f, shown.y0, height)
        && near(e + a, shown.x1, width)
        && near(f + d, shown.y1, height)
}

/// First `inner`, then `outer`.
fn concat(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = inner;
    let [oa, ob, oc, od, oe, of] = outer;
    [
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    ]
}
