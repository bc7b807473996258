//! Makes a large genealogy small enough to read: nodes that play the same part are put together, no more of them than
//! necessary, the smallest first. It draws nothing and loses no lot.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::layers::{Way, layers};
use super::links::joined;
use crate::report::chart::{Genealogy, Node, NodeKind, Quantity};
use crate::report::model::Tone;
use crate::report::number::decimal;

/// How much of a genealogy can be read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nodes altogether; at least one.
    pub nodes: usize,
    /// Nodes of one layer; at least one.
    pub layer: usize,
    /// Layers; at least one.
    pub layers: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { nodes: 40, layer: 12, layers: 16 }
    }
}

/// What nodes must share to be put together, from the mildest rule to the last resort.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Layer, kind, all links.
    Twins,
    /// Layer, kind, all links to them.
    Origin,
    /// Layer, kind, all links from them.
    Use,
    /// Layer and kind.
    Kind,
    /// Layer.
    Layer,
}

/// The same genealogy within `limits`. Nodes of tone `Bad` stay by themselves until nothing else is left to fold; they
/// are then put together with their like, and with others only where a whole layer has to become one. In a graph with
/// too many layers, every run of layers becomes one node. The sum of [`Node::lots`] stays as it is. Layers are written
/// into the nodes, so that folding moves none. Double links become one, links that lead nowhere go.
pub fn fold(graph: &Genealogy, limits: Limits) -> Genealogy {
    let most = graph.nodes.len().max(1);
    let limits = Limits {
        nodes: limits.nodes.clamp(1, most),
        layer: limits.layer.clamp(1, most),
        layers: limits.layers.min(limits.nodes).max(1),
    };
    let mut folding = Folding::new(graph, limits);
    let milder = [Rule::Twins, Rule::Origin, Rule::Use, Rule::Kind];
    let all = milder.into_iter().chain([Rule::Layer]).map(|rule| (rule, Tone::Bad));
    folding.join_runs(limits.layers);
    for (rule, tone) in milder.map(|rule| (rule, Tone::Neutral)).into_iter().chain(all) {
        while folding.excess() > 0 && folding.put_together(rule, tone) {}
    }
    folding.finish()
}

/// A genealogy on its way to being folded. Groups are named by their first node.
struct Folding<'a> {
    graph: &'a Genealogy,
    layer: Vec<usize>,
    ways: Vec<Way>,
    group: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    /// Nodes that each layer may keep.
    room: Vec<usize>,
}

impl<'a> Folding<'a> {
    fn new(graph: &'a Genealogy, limits: Limits) -> Folding<'a> {
        let layering = layers(graph);
        let group: Vec<usize> = (0..graph.nodes.len()).collect();
        let members = group.iter().map(|&at| (at, vec![at])).collect();
        let room = room(graph, &layering.of, limits);
        Folding { graph, layer: layering.of, ways: layering.ways, group, members, room }
    }

    /// How many nodes each layer has now.
    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.room.len()];
        self.members.keys().for_each(|&group| counts[self.layer[group]] += 1);
        counts
    }

    /// How many nodes are beyond the room of their layers.
    fn excess(&self) -> usize {
        self.counts().into_iter().zip(&self.room).map(|(count, room)| count.saturating_sub(*room)).sum()
    }

    /// Puts whole runs of layers together when there are more than `most` of them. A part of a run would not do: what
    /// leads through the rest would then lead back.
    fn join_runs(&mut self, most: usize) {
        let depth = self.room.len();
        if depth > most {
            let mut runs = vec![Vec::new(); most];
            self.members.keys().for_each(|&group| runs[self.layer[group] * most / depth].push(group));
            runs.iter().for_each(|run| self.join(run));
        }
    }

    /// Puts groups together by one rule, largest class first; tells whether anything changed.
    fn put_together(&mut self, rule: Rule, most_important: Tone) -> bool {
        let mut counts = self.counts();
        let mut changed = false;
        for mut class in self.classes(rule, most_important) {
            let layer = self.layer[class[0]];
            let excess = counts[layer].saturating_sub(self.room[layer]);
            if excess == 0 {
                continue;
            }
            // What is folded already takes in the next, then the smallest go.
            class.sort_by(|&a, &b| {
                let size = |at: usize| self.graph.nodes[at].size.size();
                let single = |at: usize| self.members[&at].len() == 1;
                single(a).cmp(&single(b)).then(size(a).total_cmp(&size(b))).then(a.cmp(&b))
            });
            class.truncate(excess + 1);
            counts[layer] -= class.len() - 1;
            self.join(&class);
            changed = true;
        }
        changed
    }

    /// Groups that share what `rule` asks for, in classes of two and more.
    fn classes(&self, rule: Rule, most_important: Tone) -> Vec<Vec<usize>> {
        let mut before: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut after: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (link, _) in self.graph.links.iter().zip(&self.ways).filter(|(_, way)| **way != Way::Nowhere) {
            let (from, to) = (self.group[link.from], self.group[link.to]);
            after.entry(from).or_default().insert(to);
            before.entry(to).or_default().insert(from);
        }
        let mut classes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (&group, members) in &self.members {
            let bad = self.tone(members) == Tone::Bad;
            if bad && most_important != Tone::Bad {
                continue;
            }
            let kind = Some((self.kind(members), bad)).filter(|_| rule != Rule::Layer);
            let origin = before.get(&group).filter(|_| matches!(rule, Rule::Twins | Rule::Origin));
            let uses = after.get(&group).filter(|_| matches!(rule, Rule::Twins | Rule::Use));
            classes.entry((self.layer[group], kind, origin, uses)).or_default().push(group);
        }
        let mut classes: Vec<Vec<usize>> = classes.into_values().filter(|class| class.len() > 1).collect();
        classes.sort_by_key(|class| (Reverse(class.len()), class[0]));
        classes
    }

    fn join(&mut self, class: &[usize]) {
        let Some(&name) = class.iter().min() else { return };
        let mut members: Vec<usize> = class.iter().filter_map(|group| self.members.remove(group)).flatten().collect();
        members.sort_unstable();
        members.iter().for_each(|&node| self.group[node] = name);
        self.members.insert(name, members);
    }

    fn tone(&self, members: &[usize]) -> Tone {
        let bad = members.iter().any(|&at| self.graph.nodes[at].tone == Tone::Bad);
        if bad { Tone::Bad } else { members.first().map_or(Tone::Neutral, |&at| self.graph.nodes[at].tone) }
    }

    fn kind(&self, members: &[usize]) -> NodeKind {
        let mut kinds = members.iter().map(|&at| self.graph.nodes[at].kind);
        let first = kinds.next().unwrap_or_default();
        if kinds.all(|kind| kind == first) { first } else { NodeKind::Mixed }
    }

    fn finish(self) -> Genealogy {
        let places: BTreeMap<usize, usize> = self.members.keys().enumerate().map(|(at, &group)| (group, at)).collect();
        let place = |node: usize| self.group.get(node).and_then(|group| places.get(group)).copied();
        let nodes = self.members.values().map(|members| self.node(members)).collect();
        Genealogy { nodes, links: joined(&self.graph.links, place) }
    }

    fn node(&self, members: &[usize]) -> Node {
        let all: Vec<&Node> = members.iter().map(|&at| &self.graph.nodes[at]).collect();
        let layer = members.iter().map(|&at| self.layer[at]).min();
        let [first, _, ..] = all[..] else {
            return all.first().map_or_else(Node::default, |&node| Node { layer, ..node.clone() });
        };
        let sum: f64 = all.iter().map(|node| node.size.size()).sum();
        let known = all.iter().all(|node| node.unit == first.unit) && all.iter().any(|node| !node.size.text.is_empty());
        let places = if sum.fract() == 0.0 { 0 } else { 2 };
        let text = format!("{}\u{a0}{}", decimal(sum, places), first.unit).trim_end().to_string();
        Node {
            layer,
            kind: self.kind(members),
            tone: self.tone(members),
            size: if known { Quantity::new(sum, text) } else { Quantity::default() },
            unit: if known { first.unit.clone() } else { String::new() },
            lots: all.iter().fold(0, |sum, node| sum.saturating_add(node.lots)),
            ..Node::default()
        }
    }
}

/// How many nodes every layer may keep: the same for all, except that nodes in scope and one of every other kind have
/// the first claim as long as the whole stays within its limit.
fn room(graph: &Genealogy, layer: &[usize], limits: Limits) -> Vec<usize> {
    let depth = layer.iter().max().map_or(0, |deepest| deepest + 1);
    let mut counts = vec![0usize; depth];
    let mut bad = vec![0usize; depth];
    let mut kinds = vec![BTreeSet::new(); depth];
    for (node, &at) in graph.nodes.iter().zip(layer) {
        counts[at] += 1;
        match node.tone {
            Tone::Bad => bad[at] += 1,
            _ => {
                kinds[at].insert(node.kind);
            }
        }
    }
    let claim = |at: usize| (bad[at] + kinds[at].len()).min(limits.layer);
    let shared = |most: usize| (0..depth).map(move |at| (at, most));
    let with_claims = |most| shared(most).map(|(at, most)| counts[at].min(most.max(claim(at)))).collect::<Vec<_>>();
    let without = |most| shared(most).map(|(at, most)| counts[at].min(most)).collect::<Vec<_>>();
    let fits = |room: &Vec<usize>| room.iter().sum::<usize>() <= limits.nodes;
    let mut wishes = (1..=limits.layer).rev();
    wishes
        .clone()
        .map(with_claims)
        .find(fits)
        .or_else(|| wishes.find(|&most| fits(&without(most))).map(without))
        .unwrap_or_else(|| without(1))
}
