//! One stretch of opening hours within a day. It knows no weekday.

use std::fmt;

const MINUTES_A_DAY: u16 = 24 * 60;

/// From one minute of a day to a later one of the same day, which may be its end, 24:00. Its text form is
/// `09:00-17:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    start: u16,
    end: u16,
}

impl Window {
    /// The whole day.
    pub const ALL_DAY: Window = Window { start: 0, end: MINUTES_A_DAY };

    /// From `start` to `end`, in minutes of the day. `None` unless `start` < `end` <= 1,440.
    pub fn new(start: u16, end: u16) -> Option<Window> {
        (start < end && end <= MINUTES_A_DAY).then_some(Window { start, end })
    }

    /// Reads `9:00-17:30`, `09:00–24:00` or `9-17`. An end of 23:59 is read as 24:00: it is what people write where
    /// 24:00 cannot be written, and nobody shuts for one minute. A window does not run through midnight: write
    /// `22:00-24:00`, and `00:00-06:00` on the next day. `None` for anything else.
    pub fn parse(words: &str) -> Option<Window> {
        let (start, end) = words.split_once(['-', '–', '—', '~', '～'])?;
        let end = match minute_of_day(end)? {
            last if last == MINUTES_A_DAY - 1 => MINUTES_A_DAY,
            end => end,
        };
        Window::new(minute_of_day(start)?, end)
    }

    /// First minute of the window, in minutes of the day.
    pub fn start(self) -> u16 {
        self.start
    }

    /// The minute of the day at which the window is over, up to 1,440.
    pub fn end(self) -> u16 {
        self.end
    }

    /// The windows in order, those that overlap or touch made one.
    pub(super) fn merged(mut windows: Vec<Window>) -> Vec<Window> {
        windows.sort_unstable();
        let mut merged: Vec<Window> = Vec::with_capacity(windows.len());
        for window in windows {
            match merged.last_mut().filter(|last| window.start <= last.end) {
                Some(last) => last.end = last.end.max(window.end),
                None => merged.push(window),
            }
        }
        merged
    }
}

impl fmt::Display for Window {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start, self.end);
        write!(out, "{:02}:{:02}-{:02}:{:02}", start / 60, start % 60, end / 60, end % 60)
    }
}

/// `9`, `9:05` or `24:00`, in minutes of the day.
fn minute_of_day(words: &str) -> Option<u16> {
    let words = words.trim();
    let (hour, minute) = words.split_once([':', '：']).unwrap_or((words, "00"));
    let digits =
        |words: &str, most: usize| (1..=most).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour, 2) || !digits(minute, 2) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let at = hour * 60 + minute;
    (minute < 60 && at <= MINUTES_A_DAY).then_some(at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read() {
        for (words, start, end) in [
            ("9:00-17:30", 540, 1050),
            (" 09:00 – 12:00 ", 540, 720),
            ("9-17", 540, 1020),
            ("00:00-24:00", 0, 1440),
            ("00:00~23:59", 0, 1440),
            ("９", 0, 0),
        ] {
            assert_eq!(Window::parse(words), Window::new(start, end), "{words}");
        }
        assert_eq!(Window::parse("9：00-18：00").unwrap().to_string(), "09:00-18:00");
        for words in ["", "-", "9", "17-9", "9-9", "9:0-10", "9:60-10:00", "0-25", "24:00-24:30", "a-b", "-1-5", "9-+5"]
        {
            assert_eq!(Window::parse(words), None, "{words}");
        }
    }

    #[test]
    fn windows_that_touch_are_one() {
        let windows = ["13-17", "9-12", "12:00-12:30", "14-15"].map(|words| Window::parse(words).unwrap());
        let merged: Vec<String> = Window::merged(windows.to_vec()).iter().map(Window::to_string).collect();
        assert_eq!(merged, ["09:00-12:30", "13:00-17:00"]);
        assert_eq!(Window::new(0, 1441), None);
    }
}
