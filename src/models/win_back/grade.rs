//! Grades A to D and the table that gives them. It knows neither consent nor money.

use super::level::Level;

/// Grade of a customer who may be contacted. A first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Contact first, in person if possible.
    A,
    /// Contact.
    B,
    /// Contact when capacity is left.
    C,
    /// Leave to ordinary communication.
    D,
}

impl Grade {
    /// All grades, the best first.
    pub const ALL: [Grade; 4] = [Grade::A, Grade::B, Grade::C, Grade::D];

    /// The grade with this name; `None` for any other name.
    pub fn from_id(id: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.id() == id)
    }

    /// `"A"` to `"D"`, for data files and people alike.
    pub fn id(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }
}

/// A grade for each combination of value, winnability and risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradeTable {
    /// `grades[risk][value][winnability]`, each from high to low.
    pub grades: [[[Grade; 3]; 3]; 3],
}

impl GradeTable {
    /// The grade of one combination.
    pub fn grade(&self, value: Level, winnability: Level, risk: Level) -> Grade {
        self.grades[risk as usize][value as usize][winnability as usize]
    }

    /// The same with another grade for one combination.
    pub fn with(mut self, value: Level, winnability: Level, risk: Level, grade: Grade) -> GradeTable {
        self.grades[risk as usize][value as usize][winnability as usize] = grade;
        self
    }
}

impl Default for GradeTable {
    /// Value counts most, then winnability. A customer at low risk would probably return unaided, so that a contact
    /// changes little; the highest risk is not automatically the best target either (Ascarza, J. Marketing Research 55
    /// (2018) 80-98), so that middle and high risk differ little.
    fn default() -> GradeTable {
        use Grade::{A, B, C, D};
        GradeTable {
            grades: [
                // Risk high; rows: value high, middle, low; columns: winnability high, middle, low.
                [[A, A, B], [B, B, C], [C, C, D]],
                // Risk middle.
                [[A, B, B], [B, C, C], [C, D, D]],
                // Risk low.
                [[C, C, D], [D, D, D], [D, D, D]],
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{High, Low, Middle};

    #[test]
    fn the_corners_of_the_default() {
        let table = GradeTable::default();
        assert_eq!(table.grade(High, High, High), Grade::A);
        assert_eq!(table.grade(High, Low, High), Grade::B);
        assert_eq!(table.grade(Low, High, High), Grade::C);
        assert_eq!(table.grade(High, High, Low), Grade::C);
        assert_eq!(table.grade(Low, Low, Low), Grade::D);
    }

    #[test]
    fn less_of_anything_is_never_a_better_grade() {
        let table = GradeTable::default();
        for a in Level::ALL {
            for b in Level::ALL {
                assert!(Level::ALL.map(|level| table.grade(level, a, b)).is_sorted());
                assert!(Level::ALL.map(|level| table.grade(a, level, b)).is_sorted());
                assert!(Level::ALL.map(|level| table.grade(a, b, level)).is_sorted());
            }
        }
    }

    #[test]
    fn one_cell_can_be_replaced() {
        let table = GradeTable::default().with(Low, Middle, High, Grade::A);
        assert_eq!(table.grade(Low, Middle, High), Grade::A);
        assert_eq!(table.with(Low, Middle, High, Grade::C), GradeTable::default());
    }
}
