//! A cell as a place in its block.

/// The bytes of a cell. A place beyond [`Span::MARK`] is one in the spare text of the block; while a record is being
/// read, it is one in the block whose escapes are still to be resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Set in the start of a span that is not a plain part of the block.
    const MARK: u32 = 1 << 31;

    /// A plain part of the block. Blocks are shorter than 2 GiB, so nothing is lost.
    pub(super) fn plain(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// A part with escapes, or a part of the spare text.
    pub(super) fn marked(start: usize, end: usize) -> Span {
        Span { start: start as u32 | Span::MARK, end: end as u32 }
    }

    pub(super) fn is_marked(self) -> bool {
        self.start & Span::MARK != 0
    }

    pub(super) fn start(self) -> usize {
        (self.start & !Span::MARK) as usize
    }

    pub(super) fn end(self) -> usize {
        self.end as usize
    }

    /// The text it covers in `text`; nothing where the place is not there.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}
