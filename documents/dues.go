package documents

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"maillage/model"
)

// file is a form in which dues leave.
type file struct {
	name, extension, kind string
	write                 func(io.Writer, *model.Campaign, []*model.DueRow) error
}

var files = map[model.ExportFormat]file{
	model.ExportFormatCSV:        {"dues.csv", "csv", "text/csv; charset=utf-8", spreadsheet},
	model.ExportFormatCSVRfc4180: {"dues-rfc4180.csv", "csv", "text/csv; charset=utf-8; header=present", rfc4180},
	model.ExportFormatXlsx:       {"dues.xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook},
	model.ExportFormatJSONL:      {"dues.jsonl", "jsonl", "application/jsonl", lines},
}

// columns are those of every table of dues, amounts in euros.
var columns = []string{"exercice", "numero", "code", "siren", "redevable", "montant", "avoirs", "paye", "reste_du", "echeance_finale"}

// cells are a due in the order of the columns: text, a number or an amount.
func cells(call *model.Campaign, r *model.DueRow) []any {
	var number, last any
	if r.Number != nil {
		number = *r.Number
	}
	if r.LastDueOn != nil {
		last = r.LastDueOn.String()
	}
	return []any{call.Year, number, r.Code, r.SIREN, r.Name, r.Amount, r.Credited, r.Paid, r.Amount - r.Credited - r.Paid, last}
}

func spreadsheet(w io.Writer, call *model.Campaign, rows []*model.DueRow) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return table(w, call, rows, ';', func(e model.Euro) string { return strings.Replace(e.String(), ".", ",", 1) })
}

func rfc4180(w io.Writer, call *model.Campaign, rows []*model.DueRow) error {
	return table(w, call, rows, ',', model.Euro.String)
}

func table(w io.Writer, call *model.Campaign, rows []*model.DueRow, comma rune, amount func(model.Euro) string) error {
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = comma, true
	if err := c.Write(columns); err != nil {
		return err
	}
	for _, r := range rows {
		record := make([]string, 0, len(columns))
		for _, cell := range cells(call, r) {
			switch v := cell.(type) {
			case nil:
				record = append(record, "")
			case int:
				record = append(record, strconv.Itoa(v))
			case model.Euro:
				record = append(record, amount(v))
			case string:
				record = append(record, harmless(v))
			}
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func workbook(w io.Writer, call *model.Campaign, rows []*model.DueRow) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet := "Contributions " + strconv.Itoa(call.Year)
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	money, err := f.NewStyle(&excelize.Style{NumFmt: 4}) // #,##0.00
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	s, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := s.SetColWidth(5, 5, 45); err != nil {
		return err
	}
	if err := s.SetColWidth(6, 10, 14); err != nil {
		return err
	}
	head := make([]any, len(columns))
	for i, c := range columns {
		head[i] = excelize.Cell{Value: c, StyleID: bold}
	}
	if err := s.SetRow("A1", head); err != nil {
		return err
	}
	for i, r := range rows {
		record := cells(call, r)
		for j, cell := range record {
			if e, is := cell.(model.Euro); is {
				record[j] = excelize.Cell{Value: float64(e) / 100, StyleID: money} // a workbook knows no other number; cents up to 2^53 stay exact
			}
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := s.SetRow(at, record); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

func lines(w io.Writer, call *model.Campaign, rows []*model.DueRow) error {
	b := bufio.NewWriter(w)
	out := json.NewEncoder(b)
	out.SetEscapeHTML(false)
	for _, r := range rows {
		record := map[string]any{}
		for i, cell := range cells(call, r) {
			record[columns[i]] = cell
		}
		record["lignes"] = r.Lines
		if err := out.Encode(record); err != nil {
			return err
		}
	}
	return b.Flush()
}
