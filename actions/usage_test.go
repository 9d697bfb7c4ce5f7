package actions_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/actions"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// imported is what the import of a file told: the sums, and the rejected lines with their codes.
func imported(t testing.TB, s *db.Store, text string) (sum actions.UsageProgress, rejected string) {
	t.Helper()
	var told []string
	steps := 0
	sum, err := on(s).ImportUsage(context.Background(), strings.NewReader(text), "a test", func(actions.UsageProgress) { steps++ },
		func(line int, fault *model.Error) {
			told = append(told, fmt.Sprintf("%d %s %s", line, fault.Code, fault.Path))
		})
	if err != nil || steps == 0 {
		t.Fatal(steps, err)
	}
	return sum, strings.Join(told, ", ")
}

// sums tells whether the years are what the counts make.
func sums(t testing.TB, s *db.Store) {
	t.Helper()
	faults, err := s.VerifyUsage(context.Background())
	if err != nil || len(faults) > 0 {
		t.Errorf("%d sums do not hold: %v, %v", len(faults), faults[:min(3, len(faults))], err)
	}
}

// A sum that was changed by other means is told.
func TestVerifyUsage(t *testing.T) {
	t.Parallel()
	s := dbtest.Full(t)
	sums(t, s)
	for statement, want := range map[string]string{
		"update usage_years set total = total + 1 where year = 2026 and collectivity_id = (select id from collectivities where code = '22113' and kind = 'COMMUNE') and service_id = (select id from offers where code = 'ACTES')": "use of ACTES by 22113 in 2026: months 31 ",
		"delete from usage_years where year = 2024 and collectivity_id = (select id from collectivities where code = '22113' and kind = 'COMMUNE') and service_id = (select id from offers where code = 'ACTES')":                  "use of ACTES by 22113 in 2024: months  and total  are kept, the counts make 4095 and ",
	} {
		if _, err := s.ExecContext(context.Background(), statement); err != nil {
			t.Fatal(err)
		}
		faults, err := s.VerifyUsage(context.Background())
		if err != nil || !slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, want) }) {
			t.Errorf("have %v, %v", faults, err)
		}
	}
}

func TestImportUsage(t *testing.T) {
	t.Parallel()
	s := dbtest.Full(t)
	const file = "\ufeffservice;indicator;month;collectivity;count\r\n" +
		"SAE;DEPOSITS;2026-04;22113;5\r\n" +
		"SAE;VOLUME_GB;2026-04;212201131;7\r\n" +
		"SAE;DEPOSITS;2026-04;22113;6\r\n" + // twice
		"SAE;DEPOSITS;2026-04;212201131;6\r\n" + // twice, by its other code
		"SAE;DEPOSITS;2026-07;22113;5\r\n" + // to come
		"SAE;DEPOSITS;2024-05;22113;5\r\n" + // closed
		"SAE;DEPOSITS;2024-12;22113;5\r\n" + // before the service
		"SAE;DEPOSITS;avril;22113;5\r\n" +
		"SAE;DEPOSITS;2026-04;22006;-5\r\n" +
		"SAE;DEPOSITS;2026-04;22006;1000000001\r\n" +
		"SAE;DEPOSITS;2026-04;22006;many\r\n" +
		"SAE;NONE;2026-04;22006;5\r\n" +
		"NONE;NONE;2026-04;22006;5\r\n" +
		"SAE;DEPOSITS;2026-04;99999;5\r\n" +
		"SAE;DEPOSITS;2026-04;1234567890;5\r\n" +
		"SAE;DEPOSITS;2026-04;29015;5\r\n" + // declined
		"SAE;DEPOSITS;2026-04;22006\r\n" +
		"SAE;DEPOSITS;2026-04;22\"006;9\r\n" +
		"\"SAE\";\"DEPOSITS\";\"2026-04\";\"22006\";\"9\"\r\n"
	const faults = "4 CONFLICT collectivity, 5 CONFLICT collectivity, 6 INVALID month, 7 INVALID month, 8 INVALID month, 9 INVALID month, 10 INVALID count, 11 INVALID count, " +
		"12 INVALID count, 13 NOT_FOUND indicator, 14 NOT_FOUND service, 15 NOT_FOUND collectivity, 16 NOT_FOUND collectivity, 17 INVALID collectivity, 18 INVALID , 19 INVALID "
	for _, again := range []bool{false, true} {
		sum, rejected := imported(t, s, file)
		if want := (actions.UsageProgress{Lines: 19, Accepted: 3, Rejected: 16}); sum != want || rejected != faults {
			t.Errorf("again %v: have %+v\n%s\nwant %+v\n%s", again, sum, rejected, want, faults)
		}
	}
	sums(t, s)
	sum, rejected := imported(t, s, strings.NewReplacer(";", ",", "2026-04;22006;-5", "2026-04,22006,0").Replace("SAE;DEPOSITS;2026-04;22113;0\nSAE;VOLUME_GB;2026-04;22113;8\nSAE;DEPOSITS;2026-04;22006;0"))
	if want := (actions.UsageProgress{Lines: 3, Accepted: 3, Corrected: 3}); sum != want || rejected != "" {
		t.Errorf("have %+v and %s", sum, rejected)
	}
	sums(t, s)
	const year = "select y.months || ' ' || y.total from usage_years y join collectivities c on c.id = y.collectivity_id join offers o on o.id = y.service_id where o.code = 'SAE' and year = 2026 and c.code = "
	for code, want := range map[string]string{"'22113'": "8 0", "'22006'": "0 0"} { // the volume keeps April a month of use
		if have := scalar[string](t, s, year+code); have != want {
			t.Errorf("%s has %s, want %s", code, have, want)
		}
	}
	if n := scalar[int](t, s, "select count(*) from usage_corrections where corrected_by = 'a test' and before <> after"); n != 3 {
		t.Errorf("%d corrections are on record", n)
	}
	for _, statement := range []string{"update usage_corrections set before = 0", "delete from usage_corrections"} {
		if _, err := s.ExecContext(context.Background(), statement); err == nil {
			t.Errorf("%s: what was recorded can be changed", statement)
		}
	}
}

// A file of several chunks counts a line once wherever it stands, and one without a single line says what to write.
func TestImportUsage_Long(t *testing.T) {
	t.Parallel()
	s := dbtest.Full(t)
	codes := strings.Split(scalar[string](t, s, "select string_agg(c.code, ' ' order by c.code) from collectivities c where kind = 'COMMUNE' and valid_to is null"), " ")
	var b strings.Builder
	for i := range 25_000 {
		fmt.Fprintf(&b, "ACTES,ACTES_SENT,2025-%02d,%s,%d\n", 1+i/len(codes), codes[i%len(codes)], i%50)
	}
	b.WriteString("ACTES,ACTES_SENT,2025-01,212201131,1\n") // Lannion stands in another chunk, by its other code
	sum, rejected := imported(t, s, b.String())
	if sum.Lines != 25_001 || sum.Accepted+sum.Rejected != sum.Lines || sum.Accepted == 0 || !strings.HasSuffix(rejected, "25001 CONFLICT collectivity") {
		t.Errorf("have %+v", sum)
	}
	sums(t, s)
	if _, err := on(s).ImportUsage(context.Background(), strings.NewReader(""), "a test", nil, nil); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("an empty file: %v", err)
	}
}

// Two platforms that write the same month at once, into a partition that nobody has made yet, lose nothing.
func TestRecordUsage_Race(t *testing.T) {
	t.Parallel()
	s := dbtest.Full(t)
	codes := strings.Split(scalar[string](t, s, "select string_agg(c.code, ' ' order by c.code) from collectivities c where kind = 'COMMUNE' and department_id = (select id from collectivities where kind = 'DEPARTMENT' and code = '22') and valid_to is null"), " ")
	const month, calls = "2026-06", 8
	out := make(chan error, calls)
	accepted := make([]int, calls)
	for i := range calls {
		go func() {
			in := model.RecordUsageInput{Service: "ACTES", Indicator: "ACTES_SENT"}
			if i%2 == 1 {
				in.Service, in.Indicator = "PES", "PES_FLOWS"
			}
			if err := in.Month.UnmarshalText([]byte(month)); err != nil {
				out <- err
				return
			}
			for _, c := range codes {
				in.Counts = append(in.Counts, &model.UsageCountInput{Collectivity: c, Count: 1 + i})
			}
			p, err := on(s).RecordUsage(context.Background(), in, &model.Viewer{Name: "a test"})
			if err == nil {
				accepted[i] = p.Accepted
			}
			out <- err
		}()
	}
	for range calls {
		if err := <-out; err != nil {
			t.Fatal(err)
		}
	}
	n := scalar[int](t, s, "select count(*) from usage_counts where month = '2026-06-01'")
	if n != accepted[0]+accepted[1] || accepted[1] < 300 || slices.ContainsFunc(accepted, func(n int) bool { return n != accepted[0] && n != accepted[1] }) {
		t.Errorf("%d counts stand, the calls accepted %v", n, accepted)
	}
	if c := scalar[int](t, s, "select count(*) from usage_corrections"); c != n*(calls/2-1) {
		t.Errorf("%d corrections are on record, want %d", c, n*(calls/2-1))
	}
	sums(t, s)
}
