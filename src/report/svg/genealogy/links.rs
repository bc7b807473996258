//! The links of a graph whose nodes were put together. It puts no nodes together itself.

use std::collections::BTreeMap;

use crate::report::chart::Link;
use crate::report::model::Tone;

/// The links between groups: `group` gives the group of a node. Links inside a group are left out, those between the
/// same two groups are one, which keeps its text only when it stands for one link and is bad when one of them is.
/// The order is that of first appearance.
pub(super) fn joined(links: &[Link], group: impl Fn(usize) -> Option<usize>) -> Vec<Link> {
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut out: Vec<Link> = Vec::new();
    for link in links {
        let (Some(from), Some(to)) = (group(link.from), group(link.to)) else { continue };
        if from == to {
            continue;
        }
        match places.get(&(from, to)).and_then(|&at| out.get_mut(at)) {
            Some(known) => {
                known.text = None;
                if link.tone == Tone::Bad {
                    known.tone = Tone::Bad;
                }
            }
            None => {
                places.insert((from, to), out.len());
                out.push(Link { from, to, ..link.clone() });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_same_groups_are_one() {
        let link = |from, to, tone| Link { from, to, text: Some(format!("{from}-{to}")), tone };
        let links =
            [link(0, 2, Tone::Neutral), link(1, 2, Tone::Bad), link(0, 1, Tone::Bad), link(2, 3, Tone::Neutral)];
        let halves = joined(&links, |at| (at < 4).then_some(at / 2));
        assert_eq!(halves, [Link { from: 0, to: 1, text: None, tone: Tone::Bad }]);
        assert_eq!(joined(&links, |at| (at < 3).then_some(at)), links[..3]);
    }
}
