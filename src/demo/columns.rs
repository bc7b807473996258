//! The tables of the demo company: file names, and headers in English (the canonical names of the data contract) and in
//! Chinese. Holds no row.

use crate::labels::Label;

/// One table.
pub(super) struct Columns {
    /// Name of its file.
    pub(super) file: &'static str,
    /// Headers in the order of the file.
    pub(super) headers: &'static [Label],
}

const CUSTOMER_ID: Label = Label::new("customer_id", "客户编号");
const PRODUCT_ID: Label = Label::new("product_id", "商品编号");
const LOT_ID: Label = Label::new("lot_id", "批次号");
const SERIAL_NO: Label = Label::new("serial_no", "序列号");
const QUANTITY: Label = Label::new("quantity", "数量");
const CHANNEL: Label = Label::new("channel", "渠道");
const STATUS: Label = Label::new("status", "状态");
const DATE: Label = Label::new("date", "日期");
const KIND: Label = Label::new("kind", "类型");
const OWNER: Label = Label::new("owner", "负责人");

/// Customer records.
pub(super) const CUSTOMERS: Columns = Columns {
    file: "customers.csv",
    headers: &[
        CUSTOMER_ID,
        Label::new("name", "客户姓名"),
        Label::new("company", "公司名称"),
        Label::new("phone", "手机"),
        Label::new("email", "邮箱"),
        Label::new("address", "地址"),
        Label::new("city", "城市"),
        Label::new("region", "省份"),
        Label::new("gender", "性别"),
        Label::new("birth_date", "出生日期"),
        Label::new("income", "年收入"),
        Label::new("signup_date", "注册日期"),
        Label::new("tier", "会员等级"),
        Label::new("owner", "客户经理"),
        Label::new("preferred_channel", "偏好渠道"),
        Label::new("contact_allowed", "允许联系"),
        Label::new("interest", "兴趣"),
    ],
};

/// Order lines.
pub(super) const ORDERS: Columns = Columns {
    file: "orders.csv",
    headers: &[
        Label::new("order_id", "订单号"),
        CUSTOMER_ID,
        Label::new("order_date", "下单日期"),
        PRODUCT_ID,
        Label::new("product_name", "商品名称"),
        Label::new("category", "品类"),
        QUANTITY,
        Label::new("unit_price", "单价"),
        Label::new("amount", "实付金额"),
        Label::new("cost", "成本"),
        Label::new("store", "门店"),
        CHANNEL,
        Label::new("currency", "币种"),
        LOT_ID,
        SERIAL_NO,
        Label::new("status", "订单状态"),
    ],
};

/// Contacts with customers.
pub(super) const INTERACTIONS: Columns = Columns {
    file: "interactions.csv",
    headers: &[CUSTOMER_ID, DATE, CHANNEL, Label::new("direction", "方向"), KIND],
};

/// Complaints.
pub(super) const COMPLAINTS: Columns = Columns {
    file: "complaints.csv",
    headers: &[
        Label::new("complaint_id", "投诉编号"),
        CUSTOMER_ID,
        Label::new("opened_at", "投诉时间"),
        Label::new("category", "投诉类别"),
        Label::new("severity", "严重程度"),
        Label::new("first_response_at", "首次响应时间"),
        Label::new("resolved_at", "解决时间"),
        Label::new("fed_back_at", "反馈时间"),
        STATUS,
        PRODUCT_ID,
        LOT_ID,
        SERIAL_NO,
        OWNER,
        Label::new("text", "投诉内容"),
    ],
};

/// Survey answers.
pub(super) const SURVEYS: Columns = Columns {
    file: "surveys.csv",
    headers: &[
        Label::new("answered_at", "答卷时间"),
        Label::new("score", "评分"),
        CUSTOMER_ID,
        Label::new("survey", "问卷"),
        Label::new("metric", "指标"),
        Label::new("weight", "权重"),
        Label::new("comment", "评价"),
        Label::new("product_quality", "产品质量"),
        Label::new("delivery", "配送"),
        Label::new("service", "服务"),
        Label::new("price", "价格"),
    ],
};

/// Planned follow-ups.
pub(super) const FOLLOW_UPS: Columns = Columns {
    file: "follow_ups.csv",
    headers: &[
        CUSTOMER_ID,
        Label::new("due_date", "计划日期"),
        Label::new("done_at", "完成日期"),
        Label::new("kind", "回访类型"),
        Label::new("channel", "回访渠道"),
        Label::new("outcome", "回访结果"),
        OWNER,
    ],
};

/// Lots made.
pub(super) const PRODUCTION: Columns = Columns {
    file: "production.csv",
    headers: &[LOT_ID, PRODUCT_ID, Label::new("made_on", "生产日期"), QUANTITY, Label::new("unit", "单位")],
};

/// Lots that went into lots.
pub(super) const GENEALOGY: Columns = Columns {
    file: "genealogy.csv",
    headers: &[
        Label::new("input_lot", "投入批次"),
        Label::new("output_lot", "产出批次"),
        QUANTITY,
        Label::new("used_on", "使用日期"),
    ],
};

/// Stock movements.
pub(super) const MOVEMENTS: Columns = Columns {
    file: "movements.csv",
    headers: &[LOT_ID, DATE, KIND, Label::new("from", "来源"), Label::new("to", "去向"), QUANTITY, SERIAL_NO],
};

/// Stock at the end of the history.
pub(super) const STOCK: Columns =
    Columns { file: "stock.csv", headers: &[LOT_ID, Label::new("location", "库位"), QUANTITY, STATUS] };

/// Persons enrolled in a campaign.
pub(super) const CAMPAIGNS: Columns = Columns {
    file: "campaigns.csv",
    headers: &[
        Label::new("campaign", "活动编号"),
        CUSTOMER_ID,
        Label::new("arm", "分组"),
        Label::new("assigned_on", "分配日期"),
        Label::new("contacted_on", "联系日期"),
        CHANNEL,
        Label::new("cost", "成本"),
    ],
};

/// What was planted.
pub(super) const TRUTH_FILE: &str = "truth.json";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn no_table_has_a_header_twice() {
        let tables = [
            CUSTOMERS,
            ORDERS,
            INTERACTIONS,
            COMPLAINTS,
            SURVEYS,
            FOLLOW_UPS,
            PRODUCTION,
            GENEALOGY,
            MOVEMENTS,
            STOCK,
            CAMPAIGNS,
        ];
        for table in tables {
            for lang in [Lang::En, Lang::Zh] {
                let distinct: std::collections::BTreeSet<_> =
                    table.headers.iter().map(|header| header.get(lang)).collect();
                assert_eq!(distinct.len(), table.headers.len(), "{}", table.file);
            }
        }
    }
}
