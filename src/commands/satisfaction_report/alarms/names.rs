//! What metrics are called that this run has not: an alarm of an earlier run may stand for one.

use crate::labels::satisfaction_report::{alarms as labels, complaints, follow_ups, scores};
use crate::labels::{Label, Text};

/// The name in words of a metric by its name in data files; that name where it stands for a question of the user.
pub(super) fn name_of(id: &str) -> Text {
    if let Some(of) = id.strip_suffix("_promoters") {
        return scores::PROMOTERS.text().and("name", name_of(of));
    }
    if let Some(of) = id.strip_suffix("_response_rate") {
        return scores::RESPONSE_RATE.text().and("name", name_of(of));
    }
    label_of(id).map_or_else(|| Text::verbatim(id), Label::text)
}

fn label_of(id: &str) -> Option<Label> {
    Some(match id {
        "nps" => scores::NPS,
        "csat" => scores::CSAT,
        "ces" => scores::CES,
        "mean" => scores::MEAN,
        "complaints" => complaints::METRIC_COMPLAINTS,
        "complaint_rate" => labels::COMPLAINT_RATE,
        "complaints_per_order" => complaints::METRIC_RATE_ORDERS,
        "complaints_per_customer" => complaints::METRIC_RATE_CUSTOMERS,
        "complaints_per_unit" => complaints::METRIC_RATE_UNITS,
        "first_response_in_time" => complaints::METRIC_RESPONSE_IN_TIME,
        "resolution_in_time" => complaints::METRIC_RESOLUTION_IN_TIME,
        "feedback_in_time" => complaints::METRIC_FEEDBACK_IN_TIME,
        "reopened" => complaints::METRIC_REOPENED,
        "follow_up_completion" => follow_ups::COMPLETION,
        "follow_up_on_time" => follow_ups::ON_TIME,
        "follow_up_reached" => follow_ups::REACHED,
        "repurchase_rate" => labels::REPURCHASE_RATE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn metrics_have_names_also_where_their_data_are_not_given() {
        let said = |id| [Lang::En, Lang::Zh].map(|lang| name_of(id).render(lang));
        assert_eq!(said("complaints"), ["Complaints", "投诉量"]);
        assert_eq!(said("nps_promoters"), ["Promoters, NPS", "推荐者占比，净推荐值（NPS）"]);
        assert_eq!(said("mean_room"), ["mean_room", "mean_room"]);
    }
}
