//! Files made to hurt whoever opens them: each small, each a valid PDF up to what it is made for.

use std::fmt::Write;

/// A PDF that is put together object by object, the first of which is the catalogue.
#[derive(Default)]
struct Maker {
    objects: Vec<Vec<u8>>,
}

impl Maker {
    fn object(&mut self, words: impl AsRef<[u8]>) -> &mut Self {
        self.objects.push(words.as_ref().to_vec());
        self
    }

    fn stream(&mut self, words: &str, bytes: &[u8]) -> &mut Self {
        let mut object = format!("<<{words}/Length {}>>stream\n", bytes.len()).into_bytes();
        object.extend(bytes);
        object.extend(b"\nendstream");
        self.object(object)
    }

    fn finish(&self, trailer: &str) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (index, object) in self.objects.iter().enumerate() {
            places.push(file.len());
            file.extend(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let table = file.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            let _ = writeln!(end, "{place:010} 00000 n ");
        }
        let size = places.len() + 1;
        let _ =
            write!(end, "trailer<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{table}\n%%EOF");
        file.extend(end.as_bytes());
        file
    }
}

/// A page of these words and this content, with further objects from number 5 on.
fn page(words: &str, content: &str, more: impl FnOnce(&mut Maker)) -> Vec<u8> {
    let mut maker = Maker::default();
    maker.object("<</Type/Catalog/Pages 2 0 R>>");
    maker.object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    let size = if words.contains("/MediaBox") { "" } else { "/MediaBox[0 0 612 792]" };
    maker.object(format!("<</Type/Page/Parent 2 0 R{size}{words}/Contents 4 0 R>>"));
    maker.stream("", content.as_bytes());
    more(&mut maker);
    maker.finish("")
}

/// A page with one picture.
fn picture(words: &str, bytes: &[u8]) -> Vec<u8> {
    page("/Resources<</XObject<</I 5 0 R>>>>", "q 612 0 0 792 0 0 cm /I Do Q", |maker| {
        maker.stream(&format!("/Type/XObject/Subtype/Image{words}"), bytes);
    })
}

/// Deflate of `length` bytes that repeat `period`, at about 150 to one (RFC 1951, 3.2.6: fixed codes).
fn deflate_repeated(period: &[u8], length: usize) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x78, 0x9c], n_bits: 0 };
    bits.put(0b1, 1);
    bits.put(0b01, 2);
    for byte in period {
        let value = u32::from(*byte);
        if value < 144 {
            bits.put_code(0x30 + value, 8)
        } else {
            bits.put_code(0x190 + value - 144, 9)
        }
    }
    for _ in 0..length.saturating_sub(period.len()) / 258 {
        bits.put_code(0b1100_0101, 8);
        // Distances 1, and 13 with two more bits.
        if period.len() == 1 {
            bits.put_code(0, 5);
        } else {
            bits.put_code(7, 5);
            bits.put(0, 2);
        }
    }
    bits.put_code(0, 7);
    bits.bytes.extend([0; 4]);
    bits.bytes
}

struct Bits {
    bytes: Vec<u8>,
    n_bits: usize,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for at in 0..count {
            if self.n_bits.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(value & (1 << at) != 0) << (self.n_bits % 8);
            }
            self.n_bits += 1;
        }
    }

    fn put_code(&mut self, code: u32, count: u32) {
        (0..count).rev().for_each(|at| self.put(code >> at & 1, 1));
    }
}

/// The bombs with their names. `port` is that of somebody who waits for a connection that must not come.
pub fn bombs(port: u16) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| all.push((name.to_owned(), bytes));
    streams(&mut add);
    nesting(&mut add);
    trees(&mut add);
    numbers(&mut add);
    pictures(&mut add);
    recursion(&mut add);
    masses(&mut add);
    actions(&mut add, port);
    all
}

type Add<'a> = &'a mut dyn FnMut(&str, Vec<u8>);

fn streams(add: Add<'_>) {
    let zeros = deflate_repeated(&[0], 1 << 30);
    let twice = deflate_repeated(zeros.get(100..113).unwrap_or_default(), 1 << 28);
    let content = |filter: &str, bytes: &[u8]| {
        let mut maker = Maker::default();
        maker.object("<</Type/Catalog/Pages 2 0 R>>").object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        maker.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>");
        maker.stream(filter, bytes).finish("")
    };
    add("flate-1-gib", content("/Filter/FlateDecode", &zeros));
    add("flate-of-flate", content("/Filter[/FlateDecode/FlateDecode]", &twice));
    add(
        "flate-chain-of-1000",
        content(&format!("/Filter[{}]", "/FlateDecode".repeat(1000)), &twice),
    );
    add(
        "ascii-chain-of-10000",
        content(&format!("/Filter[{}]", "/ASCIIHexDecode".repeat(10_000)), b"41>"),
    );
    add("run-length", content("/Filter/RunLengthDecode", &[129, 32].repeat(2 << 20)));
    let predictor = "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 16/Columns 2147483647>>";
    add("predictor-2-to-the-31", content(predictor, &zeros));
    add("length-that-refers-to-itself", content("/Length 4 0 R", b"q Q"));
    let picture_of_zeros =
        "/Width 40000/Height 26000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode";
    add("flate-picture-1-gib", picture(picture_of_zeros, &zeros));
}

fn nesting(add: Add<'_>) {
    let deep = 100_000;
    let arrays = format!("{}{}", "[".repeat(deep), "]".repeat(deep));
    let dicts = format!("{}{}", "<</A".repeat(deep), ">>".repeat(deep));
    add("arrays-100000-deep", page("", &format!("{arrays} n"), |_| {}));
    add("dictionaries-100000-deep", page("", &format!("/X {dicts} BDC EMC"), |_| {}));
    add("page-with-deep-array", page(&format!("/A{arrays}"), "", |_| {}));
    add("page-with-deep-dictionary", page(&format!("/A{dicts}"), "", |_| {}));
    add("saved-states-a-million", page("", &"q ".repeat(1_000_000), |_| {}));
    add("texts-in-texts", page("", &"BT ".repeat(200_000), |_| {}));
    add("marks-in-marks", page("", &"/A BMC ".repeat(200_000), |_| {}));
    add("brackets-in-a-string", page("", &format!("BT {} Tj ET", "(".repeat(deep)), |_| {}));
    add(
        "inline-pictures",
        page("", &"BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID x EI ".repeat(200), |_| {}),
    );
}

fn trees(add: Add<'_>) {
    let with = |objects: &[&str], trailer: &str| {
        let mut maker = Maker::default();
        for object in objects {
            maker.object(object);
        }
        maker.finish(trailer)
    };
    let catalogue = "<</Type/Catalog/Pages 2 0 R>>";
    add("pages-of-itself", with(&[catalogue, "<</Type/Pages/Kids[2 0 R]/Count 9>>"], ""));
    let ring =
        ["<</Type/Pages/Kids[3 0 R]/Count 9>>", "<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>"];
    add("pages-in-a-ring", with(&[catalogue, ring[0], ring[1]], ""));
    let doubled = "<</Type/Pages/Kids[".to_owned() + &"2 0 R ".repeat(1000) + "]/Count 1000000>>";
    add("pages-a-thousand-times-itself", with(&[catalogue, &doubled], ""));
    let ten = |next: usize| {
        format!("<</Type/Pages/Kids[{}]/Count 1000000000>>", format!("{next} 0 R ").repeat(10))
    };
    let mut levels: Vec<String> = (3..12).map(ten).collect();
    levels.push("<</Type/Page/MediaBox[0 0 9 9]>>".to_owned());
    let mut tower = vec![catalogue];
    tower.extend(levels.iter().map(String::as_str));
    add("a-billion-pages-of-one", with(&tower, ""));
    let own_parent = "<</Type/Page/Parent 3 0 R/MediaBox 3 0 R/Resources 3 0 R>>";
    add(
        "page-is-its-own-parent",
        with(&[catalogue, "<</Type/Pages/Kids[3 0 R]/Count 1>>", own_parent], ""),
    );
    add("previous-table-is-this-one", page("", "", |_| {}).replace_end("/Prev 9"));
    let outline = "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>";
    let tree =
        ["<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"];
    let lines =
        ["<</First 5 0 R/Last 5 0 R>>", "<</Title(x)/Next 5 0 R/First 5 0 R/Parent 4 0 R>>"];
    add("outline-in-a-ring", with(&[outline, tree[0], tree[1], lines[0], lines[1]], ""));
    let names = "<</Type/Catalog/Pages 2 0 R/Names<</Dests 4 0 R>>/PageLabels 4 0 R>>";
    add(
        "names-in-a-ring",
        with(&[names, tree[0], tree[1], "<</Kids[4 0 R 4 0 R]/Limits[(a)(z)]>>"], ""),
    );
    add("references-in-a-ring", with(&["2 0 R", "1 0 R"], ""));
    add("encrypted-by-itself", with(&[catalogue, tree[0], tree[1]], "/Encrypt 1 0 R/ID[()()]"));
}

/// What a file says after its trailer's dictionary began.
trait ReplaceEnd {
    fn replace_end(self, more: &str) -> Vec<u8>;
}

impl ReplaceEnd for Vec<u8> {
    fn replace_end(self, more: &str) -> Vec<u8> {
        let words =
            String::from_utf8_lossy(&self).replace("trailer<<", &format!("trailer<<{more}"));
        words.into_bytes()
    }
}

fn numbers(add: Add<'_>) {
    let boxed = |sides: &str| page(&format!("/MediaBox[{sides}]"), "0 0 1 rg 0 0 9 9 re f", |_| {});
    add("page-of-no-size", boxed("0 0 0 0"));
    add("page-of-200-inches", boxed("0 0 14400 14400"));
    add("page-of-2-to-the-31", boxed("0 0 2147483647 2147483647"));
    add("page-of-1e38", boxed("-1e38 -1e38 1e38 1e38"));
    add("page-as-thin-as-a-hair", boxed("0 0 0.0001 14400"));
    add("page-of-too-many-digits", boxed(&format!("0 0 {} 9", "9".repeat(100_000))));
    let counted = page("/UserUnit 1000000", "", |_| {});
    add("user-unit-of-a-million", counted);
    let many =
        String::from_utf8_lossy(&page("", "", |_| {})).replace("/Count 1", "/Count 2147483647");
    add("2-to-the-31-pages", many.into_bytes());
    let sized = page("", "", |_| {}).replace_end("/Size 2147483647");
    add("2-to-the-31-objects", sized);
    let dashes = "[0.000001 0.000001] 0 d 0 0 m 600 700 l S ".repeat(100);
    add("dashes-without-end", page("", &dashes, |_| {}));
    let curves = "1e30 1e30 m -1e30 1e30 1e30 -1e30 -1e30 -1e30 c S ".repeat(2000);
    add("curves-far-away", page("", &format!("1e20 w {curves}"), |_| {}));
}

fn pictures(add: Add<'_>) {
    let plain = "/BitsPerComponent 8/ColorSpace/DeviceRGB";
    for (name, side) in [("30000", 30_000_u32), ("2-to-the-31", 2_147_483_647)] {
        let size = format!("/Width {side}/Height {side}");
        add(&format!("picture-of-{name}"), picture(&format!("{size}{plain}"), b"x"));
        let fax = format!(
            "{size}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {side}/Rows {side}>>"
        );
        add(&format!("fax-of-{name}"), picture(&fax, &[0xff; 4000]));
        let jbig2 = format!("{size}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode");
        let mut page_info = vec![0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19];
        page_info.extend(side.to_be_bytes());
        page_info.extend(side.to_be_bytes());
        page_info.extend([0; 11]);
        add(&format!("jbig2-of-{name}"), picture(&jbig2, &page_info));
    }
    let mut jpx = b"\xff\x4f\xff\x51\0\x2f\0\0".to_vec();
    for number in [u32::MAX, u32::MAX, 0, 0, u32::MAX, u32::MAX, 0, 0] {
        jpx.extend(number.to_be_bytes());
    }
    jpx.extend([0, 3, 7, 1, 1, 7, 1, 1, 7, 1, 1]);
    add("jpx-of-2-to-the-32", picture("/Width 100/Height 100/Filter/JPXDecode", &jpx));
    let mut jpeg = b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0".to_vec();
    jpeg.extend(b"\xff\xda\0\x08\x01\x01\0\0\x3f\0");
    add(
        "jpeg-of-65535",
        picture(
            "/Width 65535/Height 65535/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode",
            &jpeg,
        ),
    );
    let masked = page("/Resources<</XObject<</I 5 0 R>>>>", "q 9 0 0 9 0 0 cm /I Do Q", |maker| {
        maker.stream(
            &format!("/Type/XObject/Subtype/Image/Width 1/Height 1/SMask 5 0 R{plain}"),
            b"xxx",
        );
    });
    add("mask-of-itself", masked);
}

fn recursion(add: Add<'_>) {
    let resources = "/Resources<</XObject<</F 5 0 R>>/Pattern<</P 5 0 R>>/Font<</T 5 0 R>>/ExtGState<</G 5 0 R>>/ColorSpace<</C 5 0 R>>/Shading<</S 5 0 R>>>>";
    let form = |words: &str, content: &str, on_page: &str| {
        page(resources, on_page, |maker| {
            maker.stream(&format!("{words}{resources}"), content.as_bytes());
        })
    };
    let bbox = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]";
    add("form-of-itself", form(bbox, "/F Do /F Do", "/F Do"));
    let tiling =
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9";
    let filled = "/Pattern cs /P scn 0 0 612 792 re f";
    add("pattern-of-itself", form(tiling, filled, filled));
    let tiny = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001";
    add("pattern-of-tiny-steps", form(tiny, "0 0 1 1 re f", filled));
    let type3 = "/Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[9]/Encoding<</Differences[65/A]>>/CharProcs<</A 5 0 R>>";
    add("letter-of-itself", form(type3, "BT /T 9 Tf (A) Tj ET", "BT /T 9 Tf (AAAA) Tj ET"));
    add(
        "group-of-itself",
        form(
            &format!(
                "{bbox}/Group<</S/Transparency>>/Type/ExtGState/SMask<</S/Luminosity/G 5 0 R>>"
            ),
            "/G gs /F Do",
            "/G gs /F Do",
        ),
    );
    let doubled = page("/Resources<</XObject<</F 5 0 R>>>>", "/F Do", |maker| {
        for next in 6..36 {
            let inner = format!("{bbox}/Resources<</XObject<</F {next} 0 R>>>>");
            maker.stream(&inner, b"/F Do /F Do /F Do");
        }
        maker.stream(bbox, b"0 0 9 9 re f");
    });
    add("forms-3-to-the-30", doubled);
    let space = page("/Resources<</ColorSpace<</C 5 0 R>>>>", "/C cs 1 sc 0 0 9 9 re f", |maker| {
        maker.object("[/Indexed 5 0 R 255 (x)]");
    });
    add("colours-of-themselves", space);
    let function = page(
        "/Resources<</Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 5 0 R>>>>>>",
        "/S sh",
        |maker| {
            maker.object("<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>");
        },
    );
    add("function-of-itself", function);
}

fn masses(add: Add<'_>) {
    let links = "<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://a)>>>>";
    add(
        "a-hundred-thousand-annotations",
        page(&format!("/Annots[{}]", links.repeat(100_000)), "", |_| {}),
    );
    let million = page(&format!("/Annots[{}]", "5 0 R ".repeat(1_000_000)), "", |maker| {
        maker.object("<</Subtype/Square/Rect[0 0 600 700]/C[1 0 0]>>");
    });
    add("a-million-annotations-of-one", million);
    add("a-million-rectangles", page("", &"0 0 612 792 re f ".repeat(1_000_000), |_| {}));
    let words = format!("BT /F 9 Tf {} ET", "(abc) Tj 0 1 Td ".repeat(300_000));
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
    add("a-million-letters", page(font, &words, |_| {}));
    let clips = "0 0 m 600 700 l 300 9 l W n ".repeat(100_000);
    add("a-hundred-thousand-clips", page("", &clips, |_| {}));
    add("a-long-name", page("", &format!("/{} gs", "n".repeat(2_000_000)), |_| {}));
}

fn actions(add: Add<'_>, port: u16) {
    let acting = |action: &str| {
        let mut maker = Maker::default();
        maker.object(format!("<</Type/Catalog/Pages 2 0 R/OpenAction{action}/AA<</WC{action}>>>>"));
        maker.object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        let link = format!("<</Subtype/Link/Rect[0 0 600 700]/A{action}>>");
        maker.object(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/AA<</O{action}>>/Annots[{link}]>>"
        ));
        maker.finish("")
    };
    let address = format!("http://127.0.0.1:{port}/");
    let script = format!("<</S/JavaScript/JS(app.launchURL\\(\"{address}\"\\);while\\(true\\);)>>");
    add("script", acting(&script));
    add("launch", acting("<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>"));
    add("another-document", acting(&format!("<</S/GoToR/F<</FS/URL/F({address})>>/D[0/Fit]>>")));
    add(
        "a-file-of-another-machine",
        acting("<</S/GoToR/F(\\\\\\\\127.0.0.1\\\\share\\\\a.pdf)/D[0/Fit]>>"),
    );
    add(
        "form-that-sends-itself",
        acting(&format!("<</S/SubmitForm/F<</FS/URL/F({address})>>/Flags 4>>")),
    );
    add("address", acting(&format!("<</S/URI/URI({address})>>")));
    let external = format!(
        "/F<</FS/URL/F({address})>>/FFilter/FlateDecode/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray"
    );
    add("picture-from-elsewhere", picture(&external, b""));
    let reference = page("/Resources<</XObject<</F 5 0 R>>>>", "/F Do", |maker| {
        let elsewhere = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F<</FS/URL/F({address})>>/Page 0>>"
        );
        maker.stream(&elsewhere, b"");
    });
    add("page-from-elsewhere", reference);
}
