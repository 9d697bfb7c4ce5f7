package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// refused runs what must not start: it ends with code 1 and one line of its own for each fault, and the folder that it was
// given is as it was.
func refused(t *testing.T, dir string, env []string, args []string, says ...string) {
	t.Helper()
	before := listing(t, dir)
	p := launch(t, "", append([]string{"DATA_DIR=" + dir}, env...), args...)
	if code := p.end(); code != 1 {
		t.Errorf("it ends with code %d:\n%s", code, p.out)
	}
	lines := strings.Split(strings.TrimSuffix(p.err.String(), "\n"), "\n")
	if len(lines) != len(says) {
		t.Fatalf("have %d lines, want %d:\n%s", len(lines), len(says), p.err)
	}
	for i, part := range says {
		if !strings.HasPrefix(lines[i], "maillage: ") || !strings.Contains(lines[i], part) {
			t.Errorf("line %d is %q, and does not say %q", i+1, lines[i], part)
		}
	}
	if after := listing(t, dir); after != before {
		t.Errorf("it has touched the folder:\nbefore\n%safter\n%s", before, after)
	}
	if made := listing(t, p.cmd.Dir); strings.Count(made, "\n") != 1 {
		t.Errorf("it leaves files behind: %s", made)
	}
}

func TestRefused_Environment(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		env  string
		says []string
	}{
		"no address":   {"ADDR=8080", []string{`ADDR is "8080": write host:port`}},
		"no port":      {"ADDR=localhost:http", []string{`ADDR is "localhost:http"`}},
		"no database":  {"DATABASE_URL=mysql://localhost/x", []string{"DATABASE_URL is not understood: write postgres://"}},
		"bad database": {"DATABASE_URL=postgres://user:secret@host:port/x", []string{"DATABASE_URL is not understood"}},
		"several": {"ADDR=x DATABASE_URL=x DEMO=perhaps ADMIN_KEY=short CORS_ORIGINS=example.fr LOG_LEVEL=loud",
			[]string{`ADDR is "x"`, "DATABASE_URL", `DEMO is "perhaps": write 1 or 0`, "ADMIN_KEY has 5 characters", `CORS_ORIGINS holds "example.fr"`, `LOG_LEVEL is "loud"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused(t, folder(t), strings.Fields(test.env), nil, test.says...)
		})
	}
}

func TestRefused_Command(t *testing.T) {
	t.Parallel()
	for args, says := range map[string]string{
		"sreve":           `there is no command "sreve": see maillage -h`,
		"--fast":          "flag provided but not defined: -fast: see maillage -h",
		"serve now":       `serve takes no "now"`,
		"migrate 0003":    `migrate takes no "0003"`,
		"import":          "import takes one folder",
		"import one two":  "import takes one folder",
		"import /missing": "the folder /missing cannot be read",
		"rules":           "rules takes files or a folder: maillage rules import <file>",
		"rules import":    "rules takes files or a folder",
		"rules export":    "rules takes files or a folder",
		"rules publish x": "rules takes files or a folder",
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			refused(t, folder(t), nil, strings.Fields(args), says)
		})
	}
}

func TestRefused_Port(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer busy.Close()
	addr := busy.Addr().String()
	refused(t, folder(t), []string{"ADDR=" + addr}, nil, "cannot listen on "+addr+": address already in use; set ADDR to a free address")
	refused(t, folder(t), []string{"ADDR=nowhere.invalid:80"}, nil, "cannot listen on nowhere.invalid:80: lookup nowhere.invalid")
}

func TestRefused_NobodyListens(t *testing.T) {
	t.Parallel()
	url := "DATABASE_URL=postgres://maillage:secret@" + freeAddress(t) + "/maillage?sslmode=disable"
	dir := folder(t)
	refused(t, dir, []string{url}, nil, "the database does not answer: dial tcp 127.0.0.1:")
	refused(t, dir, []string{url}, []string{"migrate"}, "connection refused")
}

// TestRefused_SilentDatabase takes the connection, and then says nothing.
func TestRefused_SilentDatabase(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer silent.Close()
	url := "DATABASE_URL=postgres://maillage@" + silent.Addr().String() + "/maillage?sslmode=disable&connect_timeout=1"
	refused(t, folder(t), []string{url}, nil, "the database does not answer: read tcp 127.0.0.1:")
}

// TestRefused_AnotherMajor gives it a folder as an older PostgreSQL has left it, and one that no PostgreSQL has written.
func TestRefused_AnotherMajor(t *testing.T) {
	t.Parallel()
	for version, says := range map[string]string{
		"9.6":   "has no readable PG_VERSION",
		"12":    "it was written by PostgreSQL 12, and ",
		"99":    "it was written by PostgreSQL 99, and ",
		"notes": "has no readable PG_VERSION, so PostgreSQL did not write it; move it away, or choose another DATA_DIR",
	} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			dir := folder(t)
			data := filepath.Join(dir, "postgres", "data")
			must(t, os.MkdirAll(data, 0o755))
			must(t, os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte(version+"\n"), 0o644))
			must(t, os.WriteFile(filepath.Join(data, "precious"), []byte("rows"), 0o644))
			before := listing(t, data)
			p := launch(t, "", []string{"DATA_DIR=" + dir})
			if code := p.end(); code != 1 || strings.Count(p.err.String(), "\n") != 1 {
				t.Errorf("it ends with code %d and says:\n%s", code, p.err)
			}
			contains(t, p.err.String(), says)
			if after := listing(t, data); after != before {
				t.Errorf("it has touched the data:\nbefore\n%safter\n%s", before, after)
			}
		})
	}
}

func TestRefused_FolderInUse(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	server := serveOn(t, dir)
	for _, args := range [][]string{nil, {"migrate"}, {"import", "-yes", laterMillesime(t)},
		{"rules", "import", publishedScales(t)[0]}, {"rules", "export", t.TempDir()}} {
		p := launch(t, "", []string{"DATA_DIR=" + dir}, args...)
		if code := p.end(); code != 1 || strings.Count(p.err.String(), "\n") != 1 {
			t.Errorf("%v ends with code %d and says:\n%s", args, code, p.err)
		}
		contains(t, p.err.String(), fmt.Sprintf("process %d is serving from it; stop that process, or choose another DATA_DIR", server.cmd.Process.Pid))
	}
	server.answersRight()
}

func TestRefused_NoFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(folder(t), "file")
	must(t, os.WriteFile(file, nil, 0o644))
	refused(t, file, nil, nil, "not a directory; choose a DATA_DIR that you may write to")
}

// TestRefused_Import gives it folders that are not what is published: every fault is told, and no database is made.
func TestRefused_Import(t *testing.T) {
	t.Parallel()
	refused(t, folder(t), nil, []string{"import", t.TempDir()},
		"vintage.json, the file: is missing", "regions.json, the file: cannot be opened", "departements.json", "communes.json", "epci.json")

	damaged := laterMillesime(t)
	must(t, os.WriteFile(filepath.Join(damaged, "data", "regions.json"), []byte(`[{"code": "53"}, {"code": "Bretagne", "nom": "Bretagne"}]`), 0o644))
	must(t, os.Truncate(filepath.Join(damaged, "data", "epci.json"), 10_000))
	refused(t, folder(t), nil, []string{"import", "-yes", damaged},
		"regions.json, record 1 (53): it has no name", `regions.json, record 2 (Bretagne): its code "Bretagne"`, "epci.json, record")
}
