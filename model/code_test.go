package model_test

import (
	"errors"
	"strings"
	"testing"

	"maillage/model"
)

func TestCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		check     func(path, s string) error
		good, bad []string
	}{
		{"commune", model.CheckCommuneCode,
			[]string{"56117", "01004", "2A004", "2B033", "97411", "98818"},
			[]string{"", "5611", "561170", "1004", "2C004", "2a004", "A2004", "56 17", "56117\n", "５６１１７", "5611\x00"}},
		{"department", model.CheckDepartmentCode,
			[]string{"01", "56", "2A", "2B", "974", "988"},
			[]string{"", "1", "2C", "2a", "9740", "2A4", "Morbihan", "56\n"}},
		{"region", model.CheckRegionCode,
			[]string{"53", "01", "94"},
			[]string{"", "5", "530", "BR", "2A", "53 "}},
		{"offer", model.CheckOfferCode,
			[]string{"ACTES", "BOUQUET", "PES_V2", "X1"},
			[]string{"", "A", "actes", "1ACTES", "_A", "ACTES ", "É", "ACTES-2", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, s := range c.good {
				if err := c.check("code", s); err != nil {
					t.Errorf("%q is refused: %v", s, err)
				}
			}
			for _, s := range c.bad {
				refusedAt(t, c.check("filter.code", s), "filter.code", s)
			}
		})
	}
}

func TestCheckSIREN(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"253514491", "200034528", "210100533", "200071751", "240100750", "356000000"} {
		t.Run("OK "+s, func(t *testing.T) {
			t.Parallel()
			if err := model.CheckSIREN("siren", s); err != nil {
				t.Error(err)
			}
		})
	}
	for name, s := range map[string]string{
		"ErrControlSum": "200034582", "ErrShort": "25351449", "ErrLong": "2535144910", "ErrSpaces": "253 514 491", "ErrLetters": "25351449O",
		"ErrZeros": "000000000", "ErrEmpty": "", "ErrOtherDigits": "٢٥٣٥١٤٤٩١",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refusedAt(t, model.CheckSIREN("siren", s), "siren", s)
		})
	}
}

// A slip that is easily guessed is told with what to write.
func TestCodeAdvice(t *testing.T) {
	t.Parallel()
	for s, c := range map[string]struct {
		check func(path, s string) error
		want  string
	}{
		"2a004":             {model.CheckCommuneCode, "2A and 2B are written in capitals, give 2A004"},
		"2c004":             {model.CheckCommuneCode, "it has five characters"},
		"2b":                {model.CheckDepartmentCode, "2A and 2B are written in capitals, give 2B"},
		"200 065 928":       {model.CheckSIREN, "write the nine digits without blanks"},
		"200 065\u00a0928 ": {model.CheckSIREN, "write the nine digits without blanks"},
		"20006592800012":    {model.CheckSIREN, "this is a SIRET, its SIREN is 200065928"},
		"200 065 928 00012": {model.CheckSIREN, "this is a SIRET, its SIREN is 200065928"},
		"20006592900012":    {model.CheckSIREN, "it has nine digits"},
		"200065982":         {model.CheckSIREN, "its control sum is wrong"},
	} {
		err := c.check("code", s)
		refusedAt(t, err, "code", s)
		if err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: have %v, want %q", s, err, c.want)
		}
	}
}

// The control sum catches each single digit mistyped, and each pair of neighbours swapped but 09 and 90.
func TestSIRENCatchesSlips(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"253514491", "200034528", "210100533", "200071751", "240100750"} {
		if have := model.SIREN(good[:8]); have != good {
			t.Errorf("%s is completed to %s", good[:8], have)
		}
		for i := range good {
			for d := byte('0'); d <= '9'; d++ {
				slip := []byte(good)
				slip[i] = d
				if err := model.CheckSIREN("siren", string(slip)); (err == nil) != (d == good[i]) {
					t.Errorf("%s for %s: %v", slip, good, err)
				}
			}
			if i == 0 || good[i] == good[i-1] || good[i-1:i+1] == "09" || good[i-1:i+1] == "90" {
				continue
			}
			slip := []byte(good)
			slip[i], slip[i-1] = slip[i-1], slip[i]
			refusedAt(t, model.CheckSIREN("siren", string(slip)), "siren", string(slip))
		}
	}
}

func refusedAt(t *testing.T, err error, path, input string) {
	t.Helper()
	var fault *model.Error
	if !errors.As(err, &fault) || fault.Code != model.CodeInvalid || fault.Path != path {
		t.Errorf("%q: have %v, want INVALID at %s", input, err, path)
	}
}
