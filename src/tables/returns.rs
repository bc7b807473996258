//! `--returns`: one row a recovered, corrected or disposed unit or batch of units.

use super::{CUSTOMER_OF_EVENT, Column, Remainder, Role, Table};
use crate::labels::Label;

/// The canonical returns table.
pub static RETURNS: Table = Table {
    name: "returns",
    columns: &[
        CUSTOMER_OF_EVENT,
        Column::open(
            "date",
            Role::Day,
            Label::new("date", "日期"),
            &["returnedat", "returndate", "receivedon", "日期", "退回日期", "收回日期", "处理日期"],
        ),
        Column::open(
            "lot_id",
            Role::Identifier,
            Label::new("lot", "批次号"),
            &[
                "lot",
                "lotno",
                "lotnumber",
                "lotcode",
                "batch",
                "batchno",
                "batchid",
                "batchnumber",
                "traceabilitylotcode",
                "tlc",
                "批次",
                "批次号",
                "批次编号",
                "批号",
                "生产批号",
                "批號",
            ],
        ),
        Column::open(
            "serial_no",
            Role::Identifier,
            Label::new("serial number", "序列号"),
            &["serial", "serialnumber", "sn", "序列号", "机身号", "出厂编号", "序號"],
        ),
        Column::open(
            "product_id",
            Role::Identifier,
            Label::new("product", "商品编号"),
            &[
                "product",
                "productcode",
                "sku",
                "item",
                "itemcode",
                "itemid",
                "material",
                "materialno",
                "gtin",
                "商品编号",
                "商品编码",
                "产品编号",
                "产品编码",
                "物料编号",
                "物料编码",
                "料号",
                "货号",
                "產品編號",
            ],
        ),
        Column::open(
            "quantity",
            Role::Quantity,
            Label::new("quantity", "数量"),
            &["qty", "units", "amount", "数量", "件数", "數量"],
        ),
        Column::open(
            "disposition",
            Role::Text,
            Label::new("disposition", "处置"),
            &["outcome", "status", "action", "remedy", "处置", "处置方式", "处理方式", "处理结果"],
        ),
    ],
    required: &[&[&["date"]]],
    remainder: Remainder::Ignored,
};
