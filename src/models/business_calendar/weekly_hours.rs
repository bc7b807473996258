//! The opening hours of a week. It knows no date.

use super::window::Window;
use crate::labels::{Label, Text};

/// The windows of each weekday and of a make-up working day. At least one weekday has a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyHours {
    /// Monday first; the windows of a day in order, without overlap.
    days: [Vec<Window>; 7],
    make_up: Vec<Window>,
}

const DAYS: [Label; 7] = [
    Label::new("Mon", "周一"),
    Label::new("Tue", "周二"),
    Label::new("Wed", "周三"),
    Label::new("Thu", "周四"),
    Label::new("Fri", "周五"),
    Label::new("Sat", "周六"),
    Label::new("Sun", "周日"),
];
const ONE: Label = Label::new("{first} {windows}", "{first} {windows}");
const SEVERAL: Label = Label::new("{first} to {last} {windows}", "{first}至{last} {windows}");
const JOINED: Label = Label::new("{before}; {after}", "{before}；{after}");
const ALWAYS: Label = Label::new("all days, all hours (24 × 7)", "全天候（24 × 7）");

/// The weekday of `day`, in days since 1970-01-01; Monday is 0.
fn weekday(day: i32) -> usize {
    // 1970-01-01 was a Thursday.
    (i64::from(day) + 3).rem_euclid(7) as usize
}

/// Whether a day, in days since 1970-01-01, is a Saturday or a Sunday.
pub fn is_weekend(day: i32) -> bool {
    weekday(day) >= 5
}

impl WeeklyHours {
    /// Hours from the windows of each weekday, Monday first. Windows that overlap or touch become one. A make-up
    /// working day has the windows of `make_up`; where that is `None`, those of the first weekday, from Monday, that
    /// has any. `None` where no weekday has a window.
    pub fn new(days: [Vec<Window>; 7], make_up: Option<Vec<Window>>) -> Option<WeeklyHours> {
        let days = days.map(Window::merged);
        let first = days.iter().find(|windows| !windows.is_empty())?.clone();
        Some(WeeklyHours { days, make_up: make_up.map_or(first, Window::merged) })
    }

    /// The same windows from Monday to Friday, and none on the weekend. `None` without a window.
    pub fn weekdays(windows: &[Window]) -> Option<WeeklyHours> {
        WeeklyHours::new(std::array::from_fn(|day| if day < 5 { windows.to_vec() } else { Vec::new() }), None)
    }

    /// The same windows every day. `None` without a window.
    pub fn daily(windows: &[Window]) -> Option<WeeklyHours> {
        WeeklyHours::new(std::array::from_fn(|_| windows.to_vec()), None)
    }

    /// Every hour of every day.
    pub fn always() -> WeeklyHours {
        WeeklyHours { days: std::array::from_fn(|_| vec![Window::ALL_DAY]), make_up: vec![Window::ALL_DAY] }
    }

    /// The windows of the weekday of `day`, in days since 1970-01-01.
    pub fn on(&self, day: i32) -> &[Window] {
        self.days.get(weekday(day)).map_or(&[], Vec::as_slice)
    }

    /// The windows of a make-up working day.
    pub fn make_up(&self) -> &[Window] {
        &self.make_up
    }

    /// The hours in words, neighbouring days with the same windows together: `Mon to Fri 09:00-12:00, 13:30-18:00`.
    pub fn text(&self) -> Text {
        if self.days.iter().all(|windows| windows[..] == [Window::ALL_DAY]) {
            return ALWAYS.text();
        }
        let mut runs: Vec<(Label, Label, &Vec<Window>, usize)> = Vec::new();
        for (day, windows) in DAYS.into_iter().zip(&self.days) {
            match runs.last_mut().filter(|(_, _, same, _)| *same == windows) {
                Some((_, last, _, days)) => (*last, *days) = (day, *days + 1),
                None => runs.push((day, day, windows, 1)),
            }
        }
        let open = runs.into_iter().filter(|(_, _, windows, _)| !windows.is_empty());
        let texts = open.map(|(first, last, windows, days)| {
            let windows: Vec<String> = windows.iter().map(Window::to_string).collect();
            let label = if days == 1 { ONE } else { SEVERAL };
            label.with(&[("windows", &windows.join(", "))]).and("first", first.text()).and("last", last.text())
        });
        texts.reduce(|before, after| JOINED.text().and("before", before).and("after", after)).unwrap_or(ALWAYS.text())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn windows(words: &[&str]) -> Vec<Window> {
        words.iter().map(|words| Window::parse(words).unwrap()).collect()
    }

    #[test]
    fn hours_in_words() {
        let mut days: [Vec<Window>; 7] = std::array::from_fn(|_| windows(&["13:30-18:00", "9-12"]));
        (days[5], days[6]) = (windows(&["10-16"]), Vec::new());
        let hours = WeeklyHours::new(days, None).unwrap();
        assert_eq!(hours.text().render(Lang::En), "Mon to Fri 09:00-12:00, 13:30-18:00; Sat 10:00-16:00");
        assert_eq!(hours.text().render(Lang::Zh), "周一至周五 09:00-12:00, 13:30-18:00；周六 10:00-16:00");
        assert_eq!(WeeklyHours::always().text().render(Lang::Zh), "全天候（24 × 7）");
        assert_eq!(WeeklyHours::daily(&windows(&["00:00-12:00", "12:00-23:59"])), Some(WeeklyHours::always()));
    }

    #[test]
    fn a_make_up_day_is_a_day_like_the_first_of_the_week() {
        let mut days: [Vec<Window>; 7] = Default::default();
        days[1] = windows(&["8-10"]);
        assert_eq!(WeeklyHours::new(days.clone(), None).unwrap().make_up(), windows(&["8-10"]));
        assert_eq!(WeeklyHours::new(days, Some(windows(&["9-10"]))).unwrap().make_up(), windows(&["9-10"]));
        assert_eq!(WeeklyHours::weekdays(&[]), None);
        // 1970-01-01 was a Thursday.
        let hours = WeeklyHours::weekdays(&windows(&["9-17"])).unwrap();
        assert_eq!([0, 1, 2, 3, 4, -1, -5].map(|day| hours.on(day).len()), [1, 1, 0, 0, 1, 1, 0]);
        // A Friday and a Tuesday.
        assert_eq!(hours.on(i32::MAX).len() + hours.on(i32::MIN).len(), 2);
    }
}
