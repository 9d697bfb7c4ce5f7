package documents_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"maillage/actions"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/documents"
	"maillage/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// issued is a database in which the call of 2026 is issued, in two instalments.
func issued(t *testing.T) (*db.Store, *actions.Actions, *model.Campaign) {
	t.Helper()
	ctx, s := context.Background(), dbtest.Full(t)
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(a.OpenCampaign(ctx, model.OpenCampaignInput{Year: 2026}, "one"))
	must(a.ComputeCampaign(ctx, 2026, "one"))
	open, err := s.CampaignOf(ctx, 2026)
	must(open, err)
	all, err := s.AnomaliesOf(ctx, []model.CampaignID{open.ID}, nil, model.Page{First: 100}, db.All)
	must(all, err)
	for _, x := range all[0].Nodes {
		must(a.SettleAnomaly(ctx, model.SettleAnomalyInput{Anomaly: strings.Trim(string(x.ID.AppendGQL(nil)), `"`), Reason: "vu"}, "one"))
	}
	must(a.ValidateCampaign(ctx, 2026, "two"))
	percent := func(text string) model.Decimal {
		d, err := model.ParseDecimal(text)
		must(d, err)
		return d
	}
	call, err := a.IssueCampaign(ctx, model.IssueCampaignInput{Year: 2026, Instalments: []*model.InstalmentInput{
		{DueOn: model.NewDate(2026, time.July, 1), Percent: percent("33.3333")}, {DueOn: model.NewDate(2026, time.November, 15), Percent: percent("66.6667")}}}, "two")
	must(call, err)
	return s, a, call
}

// fetch gets a document, which has to come.
func fetch(t *testing.T, o *documents.Office, path string) ([]byte, http.Header) {
	t.Helper()
	w := httptest.NewRecorder()
	o.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	return w.Body.Bytes(), w.Header()
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	s, a, call := issued(t)
	now := dbtest.Now()
	o := documents.Open(documents.Office{DB: s, Actions: a, Now: func() time.Time { return now }, Notice: "Démonstration"})
	rows, err := s.DueRows(context.Background(), call.ID)
	if err != nil || len(rows) != 215 {
		t.Fatal(len(rows), err)
	}

	// Each form says the same, and makes the total of the call.
	french, _ := fetch(t, o, o.Dues(2026, model.ExportFormatCSV))
	if !bytes.HasPrefix(french, []byte("\ufeffexercice;numero;code;")) {
		t.Errorf("the table for a spreadsheet begins with %.60q", french)
	}
	if sum := column(t, strings.ReplaceAll(strings.TrimPrefix(string(french), "\ufeff"), ",", "."), ';'); sum != call.Total {
		t.Errorf("the table for a spreadsheet makes %s, the call %s", sum, call.Total)
	}
	plain, head := fetch(t, o, o.Dues(2026, model.ExportFormatCSVRfc4180))
	if sum := column(t, string(plain), ','); sum != call.Total || !bytes.Contains(plain, []byte("\r\n")) || !strings.Contains(head.Get("Content-Disposition"), "contributions-2026-demonstration.csv") {
		t.Errorf("the table for a machine makes %s, the call %s", sum, call.Total)
	}
	book, _ := fetch(t, o, o.Dues(2026, model.ExportFormatXlsx))
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := f.GetRows("Contributions 2026", excelize.Options{RawCellValue: true})
	if err != nil || len(cells) != len(rows)+1 {
		t.Fatal(len(cells), err)
	}
	if sum := add(t, cells[1:]); sum != call.Total {
		t.Errorf("the workbook makes %s, the call %s", sum, call.Total)
	}
	objects, _ := fetch(t, o, o.Dues(2026, model.ExportFormatJSONL))
	for decoder, i := json.NewDecoder(bytes.NewReader(objects)), 0; ; i++ {
		var due struct {
			Code    string
			Montant model.Euro
			Lignes  []struct{ Montant model.Euro }
		}
		if err := decoder.Decode(&due); err == io.EOF {
			if i != len(rows) {
				t.Errorf("%d objects for %d dues", i, len(rows))
			}
			break
		} else if err != nil {
			t.Fatal(err)
		}
		var sum model.Euro
		for _, l := range due.Lignes {
			sum += l.Montant
		}
		if due.Code != rows[i].Code || sum != due.Montant || due.Montant != rows[i].Amount {
			t.Fatalf("due %d is %+v, its lines make %s", i, due, sum)
		}
	}
}

// column adds up the amounts of a table.
func column(t *testing.T, text string, comma rune) model.Euro {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = comma
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return add(t, records[1:])
}

func add(t *testing.T, records [][]string) (sum model.Euro) {
	t.Helper()
	for _, record := range records {
		e, err := model.ParseEuro(record[5])
		if err != nil {
			t.Fatal(err)
		}
		sum += e
	}
	return sum
}

func TestStatement(t *testing.T) {
	t.Parallel()
	s, a, call := issued(t)
	now := dbtest.Now()
	o := documents.Open(documents.Office{DB: s, Actions: a, Now: func() time.Time { return now }, Notice: "Démonstration"})
	rows, err := s.DueRows(context.Background(), call.ID)
	if err != nil {
		t.Fatal(err)
	}
	first := rows[0] // CC Arc Sud Bretagne owes 12 133,56 €, of which a third of 33,3333 % is 4 044,52 €
	path := o.Statement(2026, first.PayerID)
	page, head := fetch(t, o, path)
	for _, text := range []string{"Démonstration", "CC Arc Sud Bretagne", "SIREN 200027027", "12\u202f133,56\u00a0€", "4\u202f044,52\u00a0€", "8\u202f089,04\u00a0€", "1er juillet 2026", "n° 1<",
		"Remise de mutualisation", "Part imputée", "Muzillac", call.Fingerprint} {
		if !bytes.Contains(page, []byte(text)) {
			t.Errorf("the statement does not tell %q", text)
		}
	}
	if !strings.Contains(head.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Error("the page may load what it likes")
	}
	for what, bad := range map[string]string{"unsigned": "/documents/calls/2026/statements/1", "of another": strings.Replace(path, "/statements/", "/statements/1", 1),
		"longer": strings.Replace(path, "until=", "until=9", 1)} {
		w := httptest.NewRecorder()
		o.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, bad, nil))
		if w.Code != http.StatusForbidden {
			t.Errorf("a path that is %s gives %d", what, w.Code)
		}
	}
	now = now.Add(16 * time.Minute)
	w := httptest.NewRecorder()
	o.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusForbidden {
		t.Errorf("an old path gives %d", w.Code)
	}
}

// TestPages holds the pages of a commune and of a territory to what the API tells.
func TestPages(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	o := documents.Open(documents.Office{DB: s, Actions: a, Now: dbtest.Now, Notice: "Démonstration"})
	camlez, err := s.CommuneByCode(ctx, "22028", nil, db.All)
	if err != nil {
		t.Fatal(err)
	}
	stakes, err := a.Stakes(ctx, []model.CollectivityID{camlez.ID}, 2026)
	if err != nil {
		t.Fatal(err)
	}
	services, err := a.ServiceStakes(ctx, stakes)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := fetch(t, o, o.Stake(stakes[0], "22028"))
	tells(t, page, "Démonstration", "Camlez", "CA Lannion-Trégor Communauté", french(stakes[0].Imputed), french(*stakes[0].Standalone), french(*stakes[0].Avoided()), "une charte d'usage est proposée",
		"médiane des communes de 500 à 999 habitants", "Télétransmission des actes", french(services[0][0].Imputed))

	e, err := a.Evaluation(ctx, model.CollectivityKindRegion, "53", 2026)
	if err != nil {
		t.Fatal(err)
	}
	indicators, err := a.PolicyIndicators(ctx, e)
	if err != nil {
		t.Fatal(err)
	}
	money, err := e.Money()
	if err != nil {
		t.Fatal(err)
	}
	page, _ = fetch(t, o, o.Report(e))
	tells(t, page, "Rapport d'activité 2026", "Bretagne", "1er juin 2026", french(*money.Cost), french(money.Contributions), french(money.AvoidedCost), "<svg", "Passagers clandestins : 15", "Accompagnement")
	for _, i := range indicators {
		tells(t, page, `id="`+i.Code+`"`, html.EscapeString(i.Definition))
		_, row, _ := strings.Cut(string(page), `<tr><td><a href="#`+i.Code+`">`)
		row, _, _ = strings.Cut(row, "</tr>")
		if want := "<strong>" + spaced(i.Value.String()) + "</strong>"; !strings.Contains(row, want) {
			t.Errorf("the row of %s does not tell %s: %s", i.Code, want, row)
		}
	}

	for path, code := range map[string]int{"/documents/stakes/2026/99999": 404, "/documents/stakes/1999/22113": 400, "/documents/stakes/next/22113": 400, "/documents/reports/2026/region/77": 404, "/documents/reports/2026/planet/53": 404,
		"/documents/reports/2027/region/53": 400, "/documents/else": 404} {
		w := httptest.NewRecorder()
		o.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != code {
			t.Errorf("%s gives %d %s", path, w.Code, w.Body)
		}
	}
}

func tells(t *testing.T, page []byte, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !bytes.Contains(page, []byte(text)) && !bytes.Contains(page, []byte(html.EscapeString(text))) {
			t.Errorf("the page does not tell %q", text)
		}
	}
}

// french is an amount as the pages write it.
func french(e model.Euro) string { return spaced(e.String()) + "\u00a0€" }

// spaced is a number as the pages write it, at least 0.
func spaced(number string) string {
	whole, rest, broken := strings.Cut(number, ".")
	text := ""
	for i, digit := range whole {
		if left := len(whole) - i; i > 0 && left%3 == 0 {
			text += "\u202f"
		}
		text += string(digit)
	}
	if broken {
		text += "," + rest
	}
	return text
}
