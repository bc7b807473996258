//! What each question measures, and on which scale. Questions that measure the same on the same scale are pooled.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Kind, Problem};
use crate::exports::InputRecord;
use crate::exports::columns::suggest;
use crate::labels::{Label, Text, satisfaction_report::scores as labels};
use crate::models::satisfaction_scores::{Metric as Score, Scale};
use crate::reduce::satisfaction::answers::{Question, Said};
use crate::settings::satisfaction_report::{Asked, SatisfactionSettings};
use crate::tables::surveys::SURVEYS;

use super::Answered;

/// The usual scale of the customer effort score.
const EFFORT_POINTS: usize = 7;

/// Questions that a warning names.
pub(super) const NAMED: usize = 5;

/// Questionnaires that an error names.
const MOST_NAMED: usize = 20;

/// An end of the scale that fewer than one in so many answered may be a slip of the pen.
const STRAY: u64 = 100;

/// Questions that are one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pool {
    /// The name in data files.
    pub(super) id: String,
    /// The name in words.
    pub(super) name: Text,
    /// What is computed.
    pub(super) score: Score,
    /// The scale of the answers.
    pub(super) scale: Scale,
    /// Places of the questions, ascending.
    pub(super) questions: Vec<u32>,
    /// Where the scale of each of them comes from.
    pub(super) origins: Vec<Origin>,
}

impl Pool {
    /// The place on the scale of what a row says; that of the point below for an answer between two points where the
    /// score is a mean. `None` for what is not counted.
    pub(super) fn position(&self, said: Said) -> Option<usize> {
        let is_mean = matches!(self.score, Score::EffortMean | Score::Mean);
        match said {
            Said::Answer(answer) => self.scale.position(f64::from(answer)),
            Said::Between(below) if is_mean => self.scale.position_below(below),
            Said::Between(_) | Said::OffScale | Said::Nothing => None,
        }
    }

    /// Why what a row says is in no score; `None` where it is in one.
    pub(super) fn left_out(&self, said: Said) -> Option<LeftOut> {
        match said {
            _ if self.position(said).is_some() => None,
            Said::Nothing => Some(LeftOut::Unanswered),
            Said::Between(below) if self.scale.position_below(below).is_some() => Some(LeftOut::NotWhole),
            Said::Answer(_) | Said::Between(_) | Said::OffScale => Some(LeftOut::OffScale),
        }
    }
}

/// Why what a row says is in no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// The question was put and not answered: it counts in the response rate alone.
    Unanswered,
    /// The answer is not on the scale.
    OffScale,
    /// The answer lies between two points, and the score is a share of whole ones.
    NotWhole,
}

impl LeftOut {
    /// The rule in the ledger.
    pub(super) fn id(self) -> &'static str {
        match self {
            LeftOut::Unanswered => "unanswered",
            LeftOut::OffScale => "off_scale",
            LeftOut::NotWhole => "not_whole",
        }
    }
}

/// Where the scale of a question comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// The user states it.
    Given,
    /// It is told from the answers.
    Detected,
    /// It is that of the score.
    Usual,
}

impl Origin {
    /// The name in the manifest.
    pub(super) fn id(self) -> &'static str {
        match self {
            Origin::Given => "given",
            Origin::Detected => "detected",
            Origin::Usual => "usual",
        }
    }

    /// The name in words.
    pub(super) fn label(self) -> Label {
        match self {
            Origin::Given => labels::SCALE_GIVEN,
            Origin::Detected => labels::SCALE_DETECTED,
            Origin::Usual => labels::SCALE_USUAL,
        }
    }
}

/// Pools, and what a reader has to know of them.
pub(super) struct Decided {
    pub(super) pools: Vec<Pool>,
    pub(super) warnings: Vec<Text>,
}

/// What one question measures.
#[derive(Clone)]
struct Measured {
    /// Name in data files, before scales are told apart.
    id: String,
    name: Option<String>,
    score: Score,
    scale: Scale,
    /// Whether the scale is told from the answers alone.
    guessed: bool,
    origin: Origin,
}

/// Decides for every question.
///
/// # Errors
/// Kind `Contract`, with every question that has no scale or no such score; kind `Usage` for scales of questionnaires
/// that there are not.
pub(super) fn decide(
    settings: &SatisfactionSettings,
    answered: &Answered,
    inputs: &[InputRecord],
) -> Result<Decided, Error> {
    check_scales(settings, answered)?;
    let headed = by_header(inputs);
    let (mut problems, mut warnings, mut cautions) = (Vec::new(), Vec::new(), Vec::new());
    let mut measured: Vec<(u32, Measured)> = Vec::new();
    let mut blank: Vec<(u32, &Question, Option<Asked>)> = Vec::new();
    for (place, question) in (0_u32..).zip(&answered.answers.questions) {
        let asked = asked_for(settings, question, headed);
        let is_mean = asked == Some(Asked::Mean) || (asked == Some(Asked::Effort) && settings.effort_as_mean);
        let answers = answers_of(answered, place, is_mean);
        if answers.is_empty() {
            let off_scale = rows_of(answered, place, |said| matches!(said, Said::OffScale | Said::Between(_)));
            let name = answered.question_name(place);
            let warning = labels::NO_WHOLE_NUMBER.with(&[("n", &off_scale)]).and("question", name);
            match off_scale {
                0 => blank.push((place, question, asked)),
                _ => warnings.push(warning),
            }
            continue;
        }
        match decide_one(settings, question, asked, &answers) {
            Ok((own, caution)) => {
                let name = answered.question_name(place);
                warnings.extend(stray(answered, place, &own).map(|caution| caution.and("question", name.clone())));
                cautions.extend(caution.map(|caution| Caution { scale: own.scale, question: name, caution }));
                measured.push((place, own));
            }
            Err((what, hint)) => {
                let place = labels::PLACE_QUESTION.text().and("question", answered.question_name(place));
                problems.push(Problem::new(place.and("what", what)).hint(hint));
            }
        }
    }
    let mut unanswered = Vec::new();
    for (place, question, asked) in &blank {
        match as_if_answered(settings, question, *asked, &measured) {
            Ok(own) => unanswered.extend(own.map(|own| (*place, own))),
            Err((what, hint)) => {
                let place = labels::PLACE_QUESTION.text().and("question", answered.question_name(*place));
                problems.push(Problem::new(place.and("what", what)).hint(hint));
            }
        }
    }
    measured.extend(unanswered);
    Error::check(Kind::Contract, problems)?;
    let blank: Vec<u32> = blank.iter().map(|(place, ..)| *place).collect();
    warnings.extend(without_scores(answered, &blank, inputs));
    warnings.extend(folded(cautions));
    Ok(Decided { pools: pooled(measured), warnings })
}

/// What a question that nobody answered measures: what it asks for, on the scale that is given, else on that of the same
/// questions that were answered, else on the usual one. `None` where these are on several scales.
fn as_if_answered(
    settings: &SatisfactionSettings,
    question: &Question,
    asked: Option<Asked>,
    answered: &[(u32, Measured)],
) -> Result<Option<Measured>, Failed> {
    let alike = |one: &Measured, other: &Measured| (&one.id, one.score) == (&other.id, other.score);
    if let (None, Some((_, first))) = (asked, answered.first())
        && answered.iter().all(|(_, own)| alike(own, first) && own.scale == first.scale)
    {
        return Ok(Some(first.clone()));
    }
    let asked = asked.unwrap_or(Asked::Satisfaction);
    let ends = match asked {
        Asked::NetPromoter => [0.0, 10.0],
        Asked::Effort => [1.0, EFFORT_POINTS as f64],
        Asked::Satisfaction | Asked::Mean => [1.0, 5.0],
    };
    let (own, _) = decide_one(settings, question, Some(asked), &ends.map(Some))?;
    if given_scale(settings, question).is_some() {
        return Ok(Some(own));
    }
    let mut same = answered.iter().map(|(_, other)| other).filter(|other| alike(&own, other));
    Ok(match same.next() {
        None => Some(Measured { origin: Origin::Usual, ..own }),
        Some(first) if same.all(|other| other.scale == first.scale) => Some(first.clone()),
        Some(_) => None,
    })
}

/// The warning that questions have no score in any row: either nobody answered, or the scores stand elsewhere.
fn without_scores(answered: &Answered, blank: &[u32], inputs: &[InputRecord]) -> Option<Text> {
    let names = blank.iter().take(NAMED).map(|place| answered.question_name(*place));
    let names = names.reduce(|one, other| labels::BOTH.text().and("one", one).and("other", other))?;
    let n: u64 = blank.iter().map(|place| rows_of(answered, *place, |_| true)).sum();
    let mut columns = inputs.iter().filter(|input| input.table == SURVEYS.name).flat_map(|input| &input.columns);
    let header = columns.find(|column| column.column == "score").map_or("score", |column| column.header.as_str());
    let more = if blank.len() > NAMED { labels::AND_MORE.text() } else { Text::verbatim("") };
    let told = labels::WITHOUT_SCORES.with(&[("n", &n), ("header", &header)]);
    Some(told.and("names", names).and("more", more))
}

/// Refuses scales of questionnaires that there are not: answers would be read on another scale than the user means.
fn check_scales(settings: &SatisfactionSettings, answered: &Answered) -> Result<(), Error> {
    let surveys = answered.answers.questions.iter().filter_map(|own| own.survey.as_deref());
    let known: BTreeSet<&str> = surveys.collect();
    let given = settings.scales.iter().filter_map(|given| given.survey.as_deref());
    let wrong = given.filter(|survey| !known.contains(survey)).map(|survey| {
        let what = labels::NO_SUCH_SURVEY.with(&[("name", &survey)]);
        let problem = suggest(Problem::at("--scale", what), survey, known.iter().copied());
        if known.is_empty() {
            return problem.hint(labels::NO_SURVEYS_NAMED.text());
        }
        let mut names: Vec<&str> = known.iter().copied().take(MOST_NAMED).collect();
        names.extend((known.len() > MOST_NAMED).then_some("…"));
        problem.hint(labels::SURVEYS_THERE_ARE.with(&[("names", &names.join(", "))]))
    });
    Error::check(Kind::Usage, wrong.collect())
}

/// A scale that the answers to a question do not reach both ends of.
struct Caution {
    scale: Scale,
    question: Text,
    caution: Text,
}

/// One warning a scale, however many questions are on it.
fn folded(cautions: Vec<Caution>) -> Vec<Text> {
    let mut by_scale: BTreeMap<Scale, Vec<Caution>> = BTreeMap::new();
    for own in cautions {
        by_scale.entry(own.scale).or_default().push(own);
    }
    let told = |(scale, own): (Scale, Vec<Caution>)| {
        if let [Caution { question, caution, .. }] = own.as_slice() {
            return labels::SCALE_GUESSED.text().and("question", question.clone()).and("caution", caution.clone());
        }
        let names = own.iter().take(NAMED).map(|own| own.question.clone());
        let names = names.reduce(|one, other| labels::BOTH.text().and("one", one).and("other", other));
        let more = if own.len() > NAMED { labels::AND_MORE.text() } else { Text::verbatim("") };
        labels::SCALES_GUESSED
            .with(&[("n", &own.len()), ("lowest", &scale.lowest()), ("highest", &scale.highest())])
            .and("names", names.unwrap_or_else(|| Text::verbatim("")))
            .and("more", more)
    };
    by_scale.into_iter().map(told).collect()
}

/// The whole-numbered answers to a question, each once; of a mean with the whole numbers on either side of the others.
fn answers_of(answered: &Answered, question: u32, is_mean: bool) -> Vec<Option<f64>> {
    let cells = answered.answers.cells.iter().filter(|cell| cell.question == question);
    let mut answers: Vec<i32> = cells
        .flat_map(|cell| match cell.said {
            Said::Answer(answer) => vec![answer],
            Said::Between(below) if is_mean => vec![below, below + 1],
            Said::Between(_) | Said::OffScale | Said::Nothing => Vec::new(),
        })
        .collect();
    answers.sort_unstable();
    answers.dedup();
    answers.into_iter().map(|answer| Some(f64::from(answer))).collect()
}

/// Rows of a question that say what is asked for.
fn rows_of(answered: &Answered, question: u32, is: impl Fn(Said) -> bool) -> u64 {
    let cells = answered.answers.cells.iter().filter(|cell| cell.question == question && is(cell.said));
    cells.map(|cell| cell.count.rows).sum()
}

/// A few answers alone that make the scale longer by its highest or lowest point may be slips of the pen.
fn stray(answered: &Answered, question: u32, own: &Measured) -> Option<Text> {
    let all = rows_of(answered, question, |said| matches!(said, Said::Answer(_) | Said::Between(_)));
    let ends = [own.scale.highest(), own.scale.lowest()];
    let few = ends.into_iter().find_map(|end| {
        let n = rows_of(answered, question, |said| said == Said::Answer(end));
        (n > 0 && n * STRAY < all).then_some((end, n))
    });
    let (end, n) = few.filter(|_| own.guessed)?;
    let scale = [own.scale.lowest(), own.scale.highest()];
    Some(labels::STRAY_END.with(&[
        ("n", &n),
        ("all", &all),
        ("end", &end),
        ("lowest", &scale[0]),
        ("highest", &scale[1]),
    ]))
}

/// What the header of the score tells, where all files agree: a column `NPS` holds net promoter answers.
fn by_header(inputs: &[InputRecord]) -> Option<Asked> {
    let headers = inputs.iter().filter(|input| input.table == SURVEYS.name).flat_map(|input| &input.columns);
    let mut told = headers.filter(|column| column.column == "score").map(|column| {
        let bare = column.header.to_lowercase().replace("score", "").replace("评分", "").replace("得分", "");
        Asked::of(&bare).filter(|asked| *asked != Asked::Mean)
    });
    let first = told.next()??;
    told.all(|other| other == Some(first)).then_some(first)
}

/// What a question is asked for by its metric, by the settings or by its header; `None` where its scale decides.
fn asked_for(settings: &SatisfactionSettings, question: &Question, headed: Option<Asked>) -> Option<Asked> {
    match question.metric.as_deref() {
        Some(name) => Some(Asked::of(name).unwrap_or(Asked::Mean)),
        None => settings.metric.or(headed),
    }
}

type Failed = (Text, Text);

fn decide_one(
    settings: &SatisfactionSettings,
    question: &Question,
    asked: Option<Asked>,
    answers: &[Option<f64>],
) -> Result<(Measured, Option<Text>), Failed> {
    let named = question.metric.as_deref().filter(|name| Asked::of(name).is_none());
    let given = given_scale(settings, question);
    let found = || Scale::found(answers);
    let (scale, caution) = match given {
        Some(scale) => (Ok(scale), None),
        None => match found() {
            Ok(found) => (Ok(found.scale), found.caution()),
            Err(error) => (Err(error), None),
        },
    };
    let asked = asked.unwrap_or(match scale {
        Ok(scale) if scale == Scale::NET_PROMOTER => Asked::NetPromoter,
        _ => Asked::Satisfaction,
    });
    let told = |scale: Result<Scale, crate::models::satisfaction_scores::ScaleError>| {
        scale.map_err(|error| (error.text(), labels::SCALE_HINT.text()))
    };
    let guessed = given.is_none() && asked != Asked::NetPromoter;
    let detected = if given.is_some() { Origin::Given } else { Origin::Detected };
    let usual = if given.is_some() { Origin::Given } else { Origin::Usual };
    let own =
        |id: &str, score, scale, origin| Measured { id: id.to_string(), name: None, score, scale, guessed, origin };
    Ok(match asked {
        Asked::NetPromoter => (own("nps", Score::NetPromoter, given.unwrap_or(Scale::NET_PROMOTER), usual), None),
        Asked::Satisfaction => {
            let scale = told(scale)?;
            if crate::models::satisfaction_scores::top_boxes(scale).is_none() {
                return Err((labels::NO_TOP_BOX.with(&[("points", &scale.points())]), labels::NO_TOP_BOX_HINT.text()));
            }
            (own("csat", Score::CustomerSatisfaction, scale, detected), caution)
        }
        Asked::Effort if settings.effort_as_mean => (own("ces", Score::EffortMean, told(scale)?, detected), caution),
        Asked::Effort => {
            let seven =
                Scale::new(1, EFFORT_POINTS as i32).map_err(|error| (error.text(), labels::SCALE_HINT.text()))?;
            let holds = answers.iter().flatten().all(|answer| seven.position(*answer).is_some());
            let origin = if holds { usual } else { detected };
            let scale = given.or(holds.then_some(seven)).map_or_else(|| told(scale), Ok)?;
            if scale.points() != EFFORT_POINTS {
                return Err((labels::NO_EFFORT.with(&[("points", &scale.points())]), labels::NO_EFFORT_HINT.text()));
            }
            (own("ces", Score::EffortAgreement, scale, origin), None)
        }
        Asked::Mean => {
            let id = named.map_or_else(|| "mean".to_string(), slug);
            let scale = told(scale.or_else(|error| stretched(answers).ok_or(error)))?;
            let name = named.map(str::to_string);
            (Measured { id, name, score: Score::Mean, scale, guessed, origin: detected }, caution)
        }
    })
}

/// The scale from the lowest to the highest answer, for means of answers on no usual scale.
fn stretched(answers: &[Option<f64>]) -> Option<Scale> {
    let given = || answers.iter().flatten().copied();
    let (lowest, highest) = (given().reduce(f64::min)?, given().reduce(f64::max)?);
    Scale::new(lowest as i32, highest as i32).ok()
}

/// The scale that the user states for a question: that of its questionnaire before that of all.
fn given_scale(settings: &SatisfactionSettings, question: &Question) -> Option<Scale> {
    let of = |survey: Option<&str>| settings.scales.iter().find(|given| given.survey.as_deref() == survey);
    let own = question.survey.as_deref().and_then(|survey| of(Some(survey)));
    own.or_else(|| of(None)).map(|given| given.scale)
}

/// A name for data files from what an export calls a metric.
fn slug(name: &str) -> String {
    let letters = name.trim().chars().map(|c| if c.is_alphanumeric() { c } else { '_' });
    // The prefix keeps it apart from the metrics of the program.
    format!("mean_{}", letters.flat_map(char::to_lowercase).collect::<String>())
}

/// What questions are pooled by: name in data files, score and scale.
type Alike = (String, Score, Scale);
/// The name of a pool, where the export has one, and its questions.
type Members = (Option<String>, Vec<(u32, Origin)>);

/// Questions with the same measure and scale as one, in the order of their ids. Where one measure has several scales,
/// ids and names say which.
fn pooled(measured: Vec<(u32, Measured)>) -> Vec<Pool> {
    let mut pools: BTreeMap<Alike, Members> = BTreeMap::new();
    for (place, own) in measured {
        let (name, questions) = pools.entry((own.id, own.score, own.scale)).or_default();
        *name = name.take().or(own.name);
        questions.push((place, own.origin));
    }
    let ids: Vec<String> = pools.keys().map(|(id, ..)| id.clone()).collect();
    let pool = |((id, score, scale), (name, questions)): (Alike, Members)| {
        let (questions, origins) = questions.into_iter().unzip();
        let name = name.map_or_else(|| short_name(score), |name| labels::MEAN_OF.with(&[("name", &name)]));
        if ids.iter().filter(|other| **other == id).count() == 1 {
            return Pool { id, name, score, scale, questions, origins };
        }
        let ends = [scale.lowest(), scale.highest()];
        let id = format!("{id}_{}_{}", ends[0], ends[1]);
        let name = labels::ON_SCALE.with(&[("lowest", &ends[0]), ("highest", &ends[1])]).and("name", name);
        Pool { id, name, score, scale, questions, origins }
    };
    pools.into_iter().map(pool).collect()
}

/// The name that people use in tables and sentences.
fn short_name(score: Score) -> Text {
    match score {
        Score::NetPromoter => labels::NPS,
        Score::CustomerSatisfaction | Score::TopBoxes { .. } => labels::CSAT,
        Score::EffortAgreement | Score::EffortMean => labels::CES,
        Score::Mean => labels::MEAN,
    }
    .text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn many_questions_on_one_scale_are_one_warning() {
        let five = Scale::new(1, 5).ok();
        let caution = |name: &str| {
            five.map(|scale| Caution { scale, question: Text::verbatim(name), caution: Text::verbatim("2 to 5") })
        };
        let told = |names: &[&str], lang| -> Vec<String> {
            folded(names.iter().filter_map(|name| caution(name)).collect()).iter().map(|own| own.render(lang)).collect()
        };
        assert_eq!(told(&["shop"], Lang::En), ["shop: 2 to 5 (--scale)"]);
        let three = told(&["a", "b", "c"], Lang::En);
        assert!(three.len() == 1 && three[0].starts_with("3 questions (a, b, c): "), "{three:?}");
        assert!(three[0].contains("taken to be 1 to 5"), "{three:?}");
        let seven = told(&["a", "b", "c", "d", "e", "f", "g"], Lang::Zh);
        assert!(seven.len() == 1 && seven[0].starts_with("7 个问题（a、b、c、d、e等）"), "{seven:?}");
        assert!(told(&[], Lang::En).is_empty());
    }
}
