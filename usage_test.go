package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"maillage/model"
)

// TestUsage imports counts from a file twice, and asks for them.
func TestUsage(t *testing.T) {
	t.Parallel()
	dir, at := settled(t), t.TempDir()
	month := model.MonthOf(model.Today(time.Now())) // the demonstration has counts up to the one before
	file := ruleFile(t, at, "counts.csv", strings.ReplaceAll("service;indicator;month;collectivity;count\nSVE;REQUESTS_RECEIVED;M;22113;31\nSVE;REQUESTS_RECEIVED;M;212200067;4\nSVE;REQUESTS_RECEIVED;M;75056;9\n", "M", month.String()))
	for range 2 {
		p := launch(t, "", []string{"DATA_DIR=" + dir}, "usage", "import", file)
		if code := p.end(); code != 1 {
			t.Errorf("it ends with code %d:\n%s", code, p.err)
		}
		contains(t, p.out.String(), "line 4, INVALID: Paris had no right to the service in "+month.String(), "2 counts stand, 0 of them corrected, of 3 lines")
		contains(t, p.err.String(), "usage:         3 lines", "maillage: lines rejected: 1: mend them, and import the file again")
	}
	p := serveOn(t, dir)
	var data struct {
		Commune struct {
			Usage []struct {
				Month string
				Count int
			}
		}
	}
	p.ask(fmt.Sprintf(`{ commune(code: "22113") { usage(service: "SVE", from: %q) { month count } } }`, month), nil, &data)
	if u := data.Commune.Usage; len(u) != 1 || u[0].Month != month.String() || u[0].Count != 31 {
		t.Errorf("have %+v", u)
	}
	p.stop(syscall.SIGTERM)
}

// TestRefused_Usage names files that cannot be read, and touches nothing.
func TestRefused_Usage(t *testing.T) {
	t.Parallel()
	refused(t, folder(t), nil, []string{"usage", "import", filepath.Join("/", "missing.csv")}, "/missing.csv cannot be read: no such file or directory")
	refused(t, folder(t), nil, []string{"usage", "import"}, "usage takes one file")
	refused(t, folder(t), nil, []string{"usage", "export", "x"}, "usage takes one file")
}
