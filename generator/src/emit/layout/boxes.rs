//! What a layout is made of: texts, places where lines may break, and boxes of them.

/// How much deeper the lines of a box are.
pub(super) const INDENT: i8 = 4;

/// As wide as no line is: of a break that is always one.
pub(super) const ENDLESS: i16 = i16::MAX;

#[derive(Clone, Copy)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    Comment(Comment<'t>),
    Break(Break),
    /// A break that is gone: what is before it was measured up to it.
    Gone,
    /// The start of a box, and how much deeper its lines are.
    Begin(Breaks, i8),
    End,
    /// The end of a box that breaks if it is wider than this.
    EndWithin(u8),
}

impl Piece<'_> {
    /// How long its text is.
    pub(super) fn length(&self) -> usize {
        match self {
            Piece::Text(text) => text.len(),
            Piece::Comment(comment) => comment.lines.len() + comment.lines.len() / 8,
            _ => 0,
        }
    }
}

/// How a box breaks that does not fit.
#[derive(Clone, Copy)]
pub(super) enum Breaks {
    /// At each of its breaks.
    All,
    /// Where the line is full.
    Some,
}

/// A place where a line may break.
#[derive(Clone, Copy, Default)]
pub(super) struct Break {
    /// The width of the space that is there if it does not.
    pub(super) blank: i16,
    /// How much deeper the next line is than others of the box.
    pub(super) offset: i8,
    /// What ends the line.
    pub(super) before: Option<char>,
    /// What starts the next one.
    pub(super) behind: Option<char>,
    /// What is there instead.
    pub(super) instead: Option<char>,
    /// Whether it goes if the box ends with it.
    pub(super) inner: bool,
    /// Whether the line does not break here at all: what is behind it is measured by itself.
    pub(super) never: bool,
}

/// A comment, and what its lines start with.
#[derive(Clone, Copy)]
pub(super) struct Comment<'t> {
    pub(super) marker: &'static str,
    /// The lines, with [`BETWEEN`](crate::emit::comment::BETWEEN) between them.
    pub(super) lines: &'t str,
}

/// A layout as it grows.
pub(super) struct Pieces<'t>(pub(super) Vec<Piece<'t>>);

impl<'t> Pieces<'t> {
    /// Room for so many.
    pub(super) fn of(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    pub(super) fn word(&mut self, text: &'t str) {
        self.0.push(Piece::Text(text));
    }

    /// Starts a box that breaks at each of its breaks.
    pub(super) fn all(&mut self, indent: i8) {
        self.0.push(Piece::Begin(Breaks::All, indent));
    }

    /// Starts a box that breaks where the line is full.
    pub(super) fn some(&mut self, indent: i8) {
        self.0.push(Piece::Begin(Breaks::Some, indent));
    }

    /// Ends a box; one with nothing in it but a break is none.
    pub(super) fn end(&mut self) {
        match self.0.as_slice() {
            [.., Piece::Begin(..), Piece::Break(_)] => self.0.truncate(self.0.len() - 2),
            [.., Piece::Break(Break { inner: true, .. })] => {
                self.0.pop();
                self.0.extend([Piece::Gone, Piece::End]);
            }
            _ => self.0.push(Piece::End),
        }
    }

    /// Ends a box that breaks if it is wider than `width`.
    pub(super) fn end_within(&mut self, width: u8) {
        if let Some(Piece::Break(Break { inner: true, .. })) = self.0.last() {
            self.0.pop();
            self.0.push(Piece::Gone);
        }
        self.0.push(Piece::EndWithin(width));
    }

    pub(super) fn line_break(&mut self, line_break: Break) {
        self.0.push(Piece::Break(line_break));
    }

    pub(super) fn empty_break(&mut self) {
        self.line_break(Break::default());
    }

    pub(super) fn space(&mut self) {
        self.line_break(Break { blank: 1, ..Break::default() });
    }

    pub(super) fn new_line(&mut self) {
        self.line_break(Break { blank: ENDLESS, ..Break::default() });
    }

    /// A new line, if something follows in the box.
    pub(super) fn new_line_inside(&mut self) {
        self.line_break(Break { blank: ENDLESS, inner: true, ..Break::default() });
    }

    /// Measures what follows by itself.
    pub(super) fn no_break(&mut self) {
        self.line_break(Break { never: true, ..Break::default() });
    }

    /// What is behind an element of a list: of the last one, a comma if the line breaks.
    pub(super) fn comma(&mut self, last: bool, blank: i16) {
        if last {
            return self.line_break(Break { blank, before: Some(','), ..Break::default() });
        }
        self.word(",");
        self.space();
    }

    /// Puts what a break at the end leads to where the lines around the box are.
    pub(super) fn outdent(&mut self) {
        if let Some(Piece::Break(last)) = self.0.last_mut() {
            last.offset -= INDENT;
        }
    }

    /// Where the next piece will be.
    pub(super) fn here(&self) -> usize {
        self.0.len()
    }

    /// Puts pieces in front of those from `place` on.
    pub(super) fn insert<const N: usize>(&mut self, place: usize, pieces: [Piece<'t>; N]) {
        self.0.splice(place..place, pieces);
    }
}
