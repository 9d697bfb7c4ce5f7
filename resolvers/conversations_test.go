package resolvers_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"maillage/db"
	"maillage/db/dbtest"
)

var secrets = regexp.MustCompile(`"secret": "([A-Za-z0-9_-]{32})"`)

var update = flag.Bool("update", false, "write what is answered into the conversations, for their diff to be reviewed")

// exchange is a question with its answer. A file of testdata holds one or several, which follow one another: sections
// query, variables (none unless given), key (no, yes, validator, wrong or secret; no unless given), answer and statements. The
// last secret that an answer holds is the key of those that say secret; it is another one each time, and not written down.
type exchange struct {
	query, variables, key string
	answer, statements    *txtar.File
}

// TestConversations holds the API to what the files say, byte by byte, and to the number of statements.
func TestConversations(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no conversations", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			exchanges := readExchanges(t, archive)
			h := house(t, database(t, exchanges))
			secret := ""
			for i, x := range exchanges {
				if x.key == "secret" {
					x.key = secret
				}
				answer, statements := ask(t, h, x.query, x.variables, x.key)
				if told := secrets.FindStringSubmatch(answer); told != nil {
					secret = told[1]
					answer = strings.ReplaceAll(answer, secret, "…")
				}
				for _, part := range []struct {
					file *txtar.File
					have string
				}{{x.answer, answer}, {x.statements, strconv.FormatInt(statements, 10) + "\n"}} {
					if *update {
						part.file.Data = []byte(part.have)
					} else if want := string(part.file.Data); part.have != want {
						t.Errorf("%s of question %d: have\n%s\nwant\n%s", part.file.Name, i+1, part.have, want)
					}
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// readExchanges refuses what it does not know, so that no section is passed over in silence.
func readExchanges(t *testing.T, archive *txtar.Archive) (all []*exchange) {
	t.Helper()
	for i := range archive.Files {
		f := &archive.Files[i]
		if f.Name == "query" {
			all = append(all, &exchange{query: string(f.Data), variables: "null", key: "no"})
			continue
		}
		if len(all) == 0 {
			t.Fatalf("section %s comes before any query", f.Name)
		}
		switch x := all[len(all)-1]; f.Name {
		case "variables":
			x.variables = string(f.Data)
		case "key":
			x.key = strings.TrimSpace(string(f.Data))
		case "answer":
			x.answer = f
		case "statements":
			x.statements = f
		default:
			t.Fatalf("there is no section %q", f.Name)
		}
	}
	for i, x := range all {
		if x.answer == nil || x.statements == nil {
			t.Fatalf("question %d has no answer or no statements: write both sections, and run with -update", i+1)
		}
	}
	return all
}

// database is the shared one, but for who holds the key and may write.
func database(t *testing.T, exchanges []*exchange) *db.Store {
	for _, x := range exchanges {
		if x.key == "yes" || x.key == "validator" {
			return dbtest.Full(t)
		}
	}
	return dbtest.Shared(t)
}

// ask sends a question and reads the answer, indented, with the number of statements that it took.
func ask(t testing.TB, h http.Handler, query, variables, with string) (answer string, statements int64) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(variables)})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	switch with {
	case "no":
	case "yes":
		r.Header.Set("Authorization", "Bearer "+key)
	case "validator":
		r.Header.Set("Authorization", "Bearer "+validator)
	case "wrong":
		r.Header.Set("Authorization", "Bearer another key than the tests'")
	default:
		if len(with) != 32 {
			t.Fatalf("there is no key %q: write no, yes, validator, wrong or secret", with)
		}
		r.Header.Set("Authorization", "Bearer "+with)
	}
	ctx, asked := db.Count(r.Context())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(ctx))
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, bytes.TrimSpace(w.Body.Bytes()), "", "  "); err != nil {
		t.Fatal(fmt.Errorf("status %d: %w in %s", w.Code, err, w.Body))
	}
	return pretty.String() + "\n", asked.Load()
}
