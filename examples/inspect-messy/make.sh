#!/usr/bin/env bash
# Prints an export as shops and their operators make them: lines above the header, a decimal comma, records with too
# few cells, too many, another delimiter, stray quotes, a cell that a spreadsheet would run, a total below.
# `make.sh en` is testdata/messy.csv, `make.sh zh | iconv -f UTF-8 -t GB18030` is testdata/zh/messy.csv.
set -euo pipefail

if [ "${1:-en}" = zh ]; then
  printf '店铺：北方网店\n导出时间：2026年7月1日 06:00\n\n订单号,客户编号,下单日期,实付金额,备注\n'
else
  printf 'Shop: North Web Shop\nExported: 01/07/2026 06:00\n\nOrder no;Customer no;Order date;Net amount;Remark\n'
fi
for n in $(seq 1 40); do
  customer=$(printf '%05d' $((n * n % 13 + 1)))
  day=$((n * 5 % 28 + 1)) month=$((n % 6 + 1)) whole=$((n * 37 % 900 + 20)) thousands=$((n % 5)) cents=$((n % 10))0
  if [ "${1:-en}" = zh ]; then
    date="2026/$month/$day" amount="\"￥$thousands,$(printf '%03d' $whole).$cents\"" remark=""
    [ $thousands = 0 ] && amount="￥$whole.$cents"
    case $n in
      5) amount=1.2万 ;;
      7) remark='"客户说"尽快"发货"' ;;
      9) remark='=1+1' ;;
      11) printf '%s,%s,%s,%s\n' "$n" "$customer" "$date" "$amount" && continue ;;
      17) remark='礼品,,' ;;
      23) printf '%s;%s;%s;￥%s.00;补发\n' "$n" "$customer" "$date" "$whole" && continue ;;
      31) amount=待定 ;;
    esac
    printf '%s,%s,%s,%s,%s\n' "$n" "$customer" "$date" "$amount" "$remark"
  else
    date=$(printf '%02d/%02d/2026' $day $month) amount=$thousands.$(printf '%03d' $whole),$cents remark=""
    [ $thousands = 0 ] && amount=$whole,$cents
    case $n in
      5) amount="(59,00)" ;;
      7) remark='"said "soon" twice"' ;;
      9) remark='=1+1' ;;
      11) printf '%s;%s;%s;%s\n' "$n" "$customer" "$date" "$amount" && continue ;;
      17) remark='gift;;' ;;
      23) printf '%s,%s,%s,%s,sent again\n' "$n" "$customer" "$date" "$whole" && continue ;;
      31) amount=unknown ;;
    esac
    printf '%s;%s;%s;%s;%s\n' "$n" "$customer" "$date" "$amount" "$remark"
  fi
done
if [ "${1:-en}" = zh ]; then printf '合计,,,"￥98,000.00",\n'; else printf 'Total;;;98.000,00;\n'; fi
