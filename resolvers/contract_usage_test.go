package resolvers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"maillage/db/dbtest"
)

// A platform pushes a batch twice under one key: Lannion's count stands, the unknown SIREN is told, and nothing is counted twice.
func TestContract11(t *testing.T) {
	t.Parallel()
	var data struct {
		RecordUsage struct {
			Accepted int
			Rejected []struct {
				Index         int
				Code, Message string
			}
			Errors []struct{ Code, Message, Path string }
		}
	}
	performAsAdmin(t, "11-record-usage", &data)
	u := data.RecordUsage
	if u.Accepted != 1 || len(u.Errors) != 0 || len(u.Rejected) != 1 || u.Rejected[0].Index != 1 || u.Rejected[0].Code != "NOT_FOUND" || u.Rejected[0].Message == "" {
		t.Errorf("have %+v", u)
	}
}

// The largest batch passes the door, and one line more is told what to do.
func TestRecordUsage_Largest(t *testing.T) {
	t.Parallel()
	const operation = `mutation ($input: RecordUsageInput!) { recordUsage(input: $input) { accepted rejected { code } errors { message } } }`
	h := house(t, dbtest.Full(t))
	for n, want := range map[int]string{4000: `"code": "NOT_FOUND"`, 4001: "there are 4001 counts: send 1 to 4000 at a time"} {
		var counts []map[string]any
		for i := range n {
			counts = append(counts, map[string]any{"collectivity": fmt.Sprintf("9%08d", i), "count": i})
		}
		variables, err := json.Marshal(map[string]any{"input": map[string]any{"service": "ACTES", "indicator": "ACTES_SENT", "month": "2026-05", "counts": counts}})
		if err != nil {
			t.Fatal(err)
		}
		answer, _ := ask(t, h, operation, string(variables), "yes")
		if !strings.Contains(answer, want) || strings.Count(answer, "NOT_FOUND") != n%4001 {
			t.Errorf("%d counts: have %.400s", n, answer)
		}
	}
}
