package main

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// script is the floor's statement for pgbench, whose variables are its own for each connection. Each argument comes as one
// string with all the values in it; at every tenth transaction a connection takes its turn's out of them.
type script struct {
	text   string
	values []string
}

const separator = "|"

func newScript(q *query, answers []*answer) *script {
	s := &script{values: make([]string, len(q.floor.paths))}
	columns := make([]string, len(s.values))
	for j := range s.values {
		columns[j] = fmt.Sprintf("(string_to_array(:a%d, '%s'))[:turn] as v%[1]d", j+1, separator)
	}
	for i, a := range answers {
		for j, v := range q.floor.values(a.args) {
			if i > 0 {
				s.values[j] += separator
			}
			if v != nil {
				s.values[j] += fmt.Sprint(v)
			}
		}
	}
	words := regexp.MustCompile(`\$(\d+)`).ReplaceAllString(strings.TrimSpace(q.floor.words), "nullif(:v$1, '')")
	s.text = fmt.Sprintf("\\set n :n + 1\n\\if :n %% 10 = 1\n\\set turn random(1, %d)\nselect %s \\gset\n\\endif\n%s;\n", len(answers), strings.Join(columns, ", "), words)
	return s
}

// pgbench finds the program beside the server's own, and says its version.
func (g *ground) pgbench(ctx context.Context) (string, error) {
	pid, err := g.pid()
	if err != nil {
		return "", err
	}
	if server, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); err == nil {
		g.pgbenchPath = filepath.Join(filepath.Dir(server), "pgbench")
	}
	if _, err := os.Stat(g.pgbenchPath); err != nil {
		if g.pgbenchPath, err = exec.LookPath("pgbench"); err != nil {
			return "", fmt.Errorf("%w: pgbench, neither beside the PostgreSQL server nor in PATH", errAbsent)
		}
	}
	out, err := exec.CommandContext(ctx, g.pgbenchPath, "--version").Output()
	return strings.TrimSpace(string(out)), err
}

var processed = regexp.MustCompile(`actually processed: (\d+)`)

// runScript is PostgreSQL alone: no server, no HTTP, and as many connections as a contender's pool has at most.
func (g *ground) runScript(ctx context.Context, s *script, n int, seconds float64) (m sample, err error) {
	folder, err := os.MkdirTemp("", "maillage-pgbench-*")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "script.sql")
	if err := os.WriteFile(file, []byte(s.text), 0o600); err != nil {
		return m, err
	}
	clients := strconv.Itoa(min(n, pool))
	args := []string{"-D", "n=0", "-n", "-M", "prepared", "-f", file, "-c", clients, "-j", "1", "-T", strconv.Itoa(int(math.Ceil(seconds))), "-l", "--log-prefix", filepath.Join(folder, "log")}
	for i, v := range s.values {
		args = append(args, "-D", fmt.Sprintf("a%d=%s", i+1, v))
	}
	cmd := exec.CommandContext(ctx, g.pgbenchPath, append(args, g.url)...)
	cmd.Env = append(os.Environ(), "PGOPTIONS=-c "+planOnce)
	var waits []time.Duration
	_, m.dbCPU, err = g.cpu(0, func() (int, error) {
		out, err := cmd.CombinedOutput()
		found := processed.FindSubmatch(out)
		if err != nil || found == nil {
			return 0, fmt.Errorf("%v: %s", err, out)
		}
		waits, err = readWaits(folder)
		return len(waits), err
	})
	b := burst{time.Duration(math.Ceil(seconds)) * time.Second, waits}
	m.rate, m.p50, m.p99 = b.perSecond(), milliseconds(b.percentile(0.5)), milliseconds(b.percentile(0.99))
	return m, err
}

// readWaits reads pgbench's log: the third word of a line is how long the transaction took, in microseconds.
func readWaits(folder string) (waits []time.Duration, err error) {
	logs, err := filepath.Glob(filepath.Join(folder, "log.*"))
	for _, name := range logs {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if words := strings.Fields(lines.Text()); len(words) > 2 {
				us, err := strconv.Atoi(words[2])
				if err != nil {
					return nil, err
				}
				waits = append(waits, time.Duration(us)*time.Microsecond)
			}
		}
	}
	slices.Sort(waits)
	return waits, err
}
