//! Pieces → lines: how wide everything is, and then where to break. The method is that of Derek C. Oppen,
//! "Prettyprinting", 1980.

use super::boxes::{Break, Breaks, ENDLESS, Piece};
use super::lines::Lines;

/// The length of a line, and what there is of it for code that is deep inside.
const LINE: isize = 89;
const SHORTEST: isize = 60;

/// The lines of `pieces`, with empty ones between items if they are to be `spaced`.
pub(super) fn fill(pieces: &[Piece<'_>], spaced: bool) -> String {
    let widths = Widths::of(pieces);
    // A space and an indentation for each.
    let length = pieces.iter().map(|piece| 2 + piece.length()).sum();
    let mut filler = Filler { lines: Lines::new(length, spaced), room: LINE, indent: 0, boxes: Vec::new() };
    for (piece, width) in pieces.iter().zip(widths) {
        filler.add(piece, width);
    }
    filler.lines.text()
}

/// How wide things are: a box with what is behind it until a line can break, a break with what is behind it until the
/// next one.
struct Widths<'p, 't> {
    pieces: &'p [Piece<'t>],
    /// By piece. While the end of it is unknown, where it starts, as a negative number.
    widths: Vec<isize>,
    /// The pieces of which the end is unknown, and the ends of boxes behind which there was no break yet.
    open: Vec<usize>,
    /// The width of everything so far.
    total: isize,
}

impl<'p, 't> Widths<'p, 't> {
    fn of(pieces: &'p [Piece<'t>]) -> Vec<isize> {
        let mut widths = Self { pieces, widths: vec![0; pieces.len()], open: Vec::new(), total: 1 };
        for (index, piece) in pieces.iter().enumerate() {
            widths.add(index, piece);
        }
        widths.close();
        widths.widths
    }

    fn add(&mut self, index: usize, piece: &Piece<'_>) {
        match piece {
            Piece::Text(text) => self.total += text.len().cast_signed(),
            Piece::Comment(_) => self.total += isize::from(ENDLESS),
            Piece::Begin(..) => {
                self.widths[index] = -self.total;
                self.open.push(index);
            }
            Piece::End => self.open.push(index),
            Piece::EndWithin(width) => {
                if self.width_of_box() > isize::from(*width) {
                    self.total += isize::from(ENDLESS);
                }
                self.open.push(index);
            }
            Piece::Gone => self.close(),
            Piece::Break(line_break) => {
                self.close();
                self.widths[index] = -self.total;
                self.open.push(index);
                self.total += isize::from(line_break.blank);
            }
        }
    }

    /// Here a line can end: of the break before this one in the same box, and of all boxes between, the end is known.
    fn close(&mut self) {
        let mut ended = 0_usize;
        while let Some(&index) = self.open.last() {
            let piece = &self.pieces[index];
            if matches!(piece, Piece::Begin(..)) && ended == 0 {
                return;
            }
            self.open.pop();
            match piece {
                Piece::End | Piece::EndWithin(_) => ended += 1,
                Piece::Begin(..) => {
                    self.widths[index] += self.total;
                    ended -= 1;
                }
                _ => {
                    self.widths[index] += self.total;
                    if ended == 0 {
                        return;
                    }
                }
            }
        }
    }

    /// The width so far of the box that is to end.
    fn width_of_box(&self) -> isize {
        let mut ended = 0_usize;
        for &index in self.open.iter().rev() {
            match self.pieces[index] {
                Piece::Begin(..) if ended == 0 => return self.widths[index] + self.total,
                Piece::Begin(..) => ended -= 1,
                Piece::End | Piece::EndWithin(_) => ended += 1,
                _ => {}
            }
        }
        0
    }
}

/// Writes pieces.
struct Filler {
    lines: Lines,
    /// What is left of the line.
    room: isize,
    indent: isize,
    /// The boxes around this place: how each breaks if it does, and where lines start outside of it.
    boxes: Vec<(Option<Breaks>, isize)>,
}

impl Filler {
    fn add(&mut self, piece: &Piece<'_>, width: isize) {
        match piece {
            Piece::Text(text) => {
                self.lines.write(text);
                self.room -= text.len().cast_signed();
            }
            Piece::Comment(comment) => self.lines.comment(comment),
            Piece::Gone => {}
            Piece::Begin(breaks, indent) => {
                let broken = width > self.room;
                self.boxes.push((broken.then_some(*breaks), self.indent));
                self.indent += if broken { isize::from(*indent) } else { 0 };
            }
            Piece::End | Piece::EndWithin(_) => {
                if let Some((_, indent)) = self.boxes.pop() {
                    self.indent = indent;
                }
            }
            Piece::Break(line_break) => self.break_line(line_break, width),
        }
    }

    fn break_line(&mut self, line_break: &Break, width: isize) {
        let fits = match self.boxes.last() {
            _ if line_break.never => true,
            Some((None, _)) => true,
            Some((Some(Breaks::All), _)) => false,
            Some((Some(Breaks::Some), _)) | None => width <= self.room,
        };
        if fits {
            self.lines.blank(line_break.blank.unsigned_abs().into());
            self.room -= isize::from(line_break.blank);
            self.mark(line_break.instead);
            return;
        }
        self.mark(line_break.before);
        let indent = self.indent + isize::from(line_break.offset);
        self.lines.end_line(indent.unsigned_abs());
        self.room = (LINE - indent).max(SHORTEST);
        self.mark(line_break.behind);
    }

    fn mark(&mut self, mark: Option<char>) {
        if let Some(mark) = mark {
            self.lines.write(mark.encode_utf8(&mut [0; 4]));
            self.room -= 1;
        }
    }
}
