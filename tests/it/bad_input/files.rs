//! Files that are no tables, or not in the encoding they seem to be in.

use super::shape::{HEADER, orderly, orders, says, segment, with};
use crate::program::Room;

fn chinese(rows: usize) -> String {
    let row = |at: usize| format!("张三{at},2026-01-{:02},{at}.5,家居\n", at % 28 + 1);
    format!("客户编号,下单日期,金额,品类\n{}", (0..rows).map(row).collect::<String>())
}

fn gb(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn a_bad_byte_is_refused_with_its_offset() {
    let bytes = gb(&chinese(50));
    let at = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut damaged = bytes;
    damaged[at] = 0xff;
    says(&segment(&with(&damaged), ""), 3, &[&format!("offset {at} "), "hint: "]);
    let mut utf8 = chinese(50).into_bytes();
    utf8[at + 400] = 0xff;
    says(&segment(&with(&utf8), ""), 3, &["offset", "hint: "]);
}

#[test]
fn a_file_of_two_encodings_is_refused() {
    let (utf8, gbk) = (chinese(50).into_bytes(), gb(&chinese(50)));
    says(&segment(&with([&utf8[..], &gbk].concat()), ""), 3, &[&format!("offset {}", utf8.len())]);
    says(&segment(&with([&gbk[..], &utf8].concat()), ""), 3, &["offset"]);
    says(&segment(&with(&utf8[..utf8.len() - 3]), ""), 3, &["offset"]);
}

#[test]
fn a_named_encoding_that_does_not_fit_is_refused() {
    let room = with(gb(&chinese(50)));
    says(&segment(&room, "--encoding utf-8"), 3, &["offset 0", "utf-8"]);
    says(&segment(&room, "--encoding klingon"), 2, &["klingon"]);
}

#[test]
fn files_without_a_row_are_told_from_files_without_a_byte() {
    for (bytes, code, words) in [
        ("", 3, "the file is empty"),
        ("\n\n \n", 3, "the file is empty"),
        ("\u{feff}", 3, "the file is empty"),
        (HEADER, 4, "0 read"),
        ("customer_id,order_date,amount", 4, "0 read"),
    ] {
        says(&segment(&with(bytes), ""), code, &["o.csv", words]);
    }
    says(&segment(&orders("A,2026-01-01,5"), ""), 0, &["1 customer ·"]);
    let nothing = Room::new().huike("segment --orders -").run();
    says(&nothing, 3, &["stdin: the file is empty"]);
}

#[test]
fn nul_bytes_and_noise_are_no_text() {
    says(&segment(&with([0u8; 64]), ""), 4, &["␀"]);
    let noise: Vec<u8> = (0..4_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    says(&segment(&with(noise), ""), 3, &["not text"]);
    let room = orders("A\0B,2026-01-01,5\n");
    orderly(&segment(&room, ""));
}

#[test]
fn workbooks_and_archives_are_refused_with_the_way_out() {
    for bytes in
        [&b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0\0\0"]
    {
        let room = Room::new();
        room.write("book.xlsx", bytes);
        let outcome = room.huike("segment --orders book.xlsx").run();
        says(&outcome, 3, &["book.xlsx", "workbook", "hint: ", "CSV"]);
    }
}

#[test]
fn folders_and_devices() {
    let room = orders("A,2026-01-01,5\n");
    room.write("empty/readme.md", "x");
    room.write("full/a.csv", format!("{HEADER}A,2026-01-01,5\n"));
    room.write("full/b.csv", format!("{HEADER}B,2026-01-01,6\n"));
    room.write("full/.hidden.csv", "x");
    says(&room.huike("segment --orders empty").run(), 3, &["holds no .csv"]);
    says(&room.huike("segment --orders full").run(), 0, &["11.00 net"]);
    says(&room.huike("segment --orders full full/a.csv full/../full/b.csv").run(), 0, &["11.00 net"]);
    says(&room.huike("segment --orders /dev/null").run(), 3, &["empty"]);
    says(&room.huike("segment --orders /proc/self/mem").run(), 3, &["cannot be read"]);
    says(&room.huike("segment --orders").arg("").run(), 3, &["no such file"]);
    says(&room.huike("segment --orders - --customers -").run(), 2, &["only once"]);
}

#[test]
fn a_pipe_is_read_like_a_file() {
    let room = orders("A,2026-01-01,5\n");
    let line = "mkfifo pipe && (cat o.csv >pipe &) && exec $HUIKE segment --orders pipe";
    says(&crate::faults::shell(&room, line), 0, &["5.00 net"]);
}
