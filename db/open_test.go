package db_test

import (
	"context"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"maillage/db"
	"maillage/db/dbtest"
)

// with adds a setting to an address of either form.
func with(dsn, key, value string) string {
	u, err := url.Parse(dsn)
	if err != nil || u.Scheme == "" {
		return dsn + " " + key + "='" + value + "'"
	}
	q := u.Query()
	q.Set(key, value)
	u.RawQuery = q.Encode()
	return u.String()
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for name, c := range map[string]struct{ dsn, says string }{
		"ErrAddress":  {"postgres://%zz", "not understood"},
		"ErrNobody":   {"host=127.0.0.1 port=1 user=x dbname=x sslmode=disable", "does not answer"},
		"ErrSilent":   {"host=127.0.0.1 port=" + portOf(silent) + " user=x dbname=x sslmode=disable", "does not answer"},
		"ErrQuoting":  {with(dbtest.Bare(t), "standard_conforming_strings", "off"), "set it on"},
		"ErrDatabase": {with(dbtest.Bare(t), "dbname", "no_such_database"), "does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := db.Open(ctx, c.dsn, db.Options{Timeout: 100 * time.Millisecond})
			if err == nil {
				s.Close()
				t.Fatal("opened")
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("says %q, want %q in it", err, c.says)
			}
		})
	}
}

func portOf(l net.Listener) string {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// A statement that takes too long is stopped, and the next one finds a sound connection.
func TestTimeoutStopsAStatement(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := must(db.Open(ctx, dbtest.Bare(t), db.Options{Connections: 1, Timeout: 50 * time.Millisecond}))(t)
	defer s.Close()
	if _, err := s.ExecContext(ctx, "select pg_sleep(60)"); err == nil || !strings.Contains(err.Error(), "statement timeout") {
		t.Errorf("have %v", err)
	}
	if err := s.Ping(ctx); err != nil {
		t.Error(err)
	}
	if zone := column[string](t, s, "show timezone"); zone[0] != "UTC" {
		t.Errorf("the session is in %s", zone)
	}
}
