package resolvers_test

import "testing"

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
