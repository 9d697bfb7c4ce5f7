package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"

	"maillage/model"
)

// config is the environment, read once.
type config struct {
	addr        string
	databaseURL string // empty: the embedded PostgreSQL
	dataDir     string
	demo        bool
	// empty: made and kept beside the embedded data
	adminKey, validatorKey string
	origins                []string
	logLevel               slog.Level
}

const environment = `Environment:
  ADDR          address to listen on              (127.0.0.1:8080)
  DATABASE_URL  PostgreSQL 14 or later            (an embedded one, in DATA_DIR)
  DATA_DIR      folder of the embedded database   (.data)
  DEMO          load the demonstration: 1 or 0    (1 when embedded, else 0)
  ADMIN_KEY     key that mutations need           (made at the first start when embedded)
  VALIDATOR_KEY key that validates and issues     (made at the first start when embedded)
  CORS_ORIGINS  origins of other front ends, comma-separated
  LOG_LEVEL     debug, info, warn or error        (info)
`

// readConfig tells every fault of the environment at once.
func readConfig() (config, error) {
	c := config{addr: "127.0.0.1:8080", databaseURL: os.Getenv("DATABASE_URL"), dataDir: ".data", adminKey: os.Getenv("ADMIN_KEY"), validatorKey: os.Getenv("VALIDATOR_KEY")}
	c.demo = c.databaseURL == ""
	var faults model.Errors
	read := func(name string, set func(string) error) {
		if s := os.Getenv(name); s != "" {
			faults.Add(name, set(s))
		}
	}
	read("ADDR", func(s string) error {
		c.addr = s
		_, port, err := net.SplitHostPort(s)
		if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
			return fmt.Errorf("ADDR is %q: write host:port, for instance 127.0.0.1:8080", s)
		}
		return nil
	})
	read("DATABASE_URL", func(s string) error {
		if u, err := url.Parse(s); err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
			return fmt.Errorf("DATABASE_URL is not understood: write postgres://user:password@host:5432/database")
		}
		return nil
	})
	read("DATA_DIR", func(s string) error { c.dataDir = s; return nil })
	read("DEMO", func(s string) (err error) {
		if c.demo, err = strconv.ParseBool(s); err != nil {
			return fmt.Errorf("DEMO is %q: write 1 or 0", s)
		}
		return nil
	})
	for name, key := range map[string]string{"ADMIN_KEY": c.adminKey, "VALIDATOR_KEY": c.validatorKey} {
		if n := len(key); n > 0 && n < 16 {
			faults.Add(name, fmt.Errorf("%s has %d characters: take at least 16, drawn at random", name, n))
		}
	}
	if c.adminKey != "" && c.adminKey == c.validatorKey {
		faults.Add("VALIDATOR_KEY", fmt.Errorf("VALIDATOR_KEY is the ADMIN_KEY: who validates must be another person, give another key"))
	}
	read("CORS_ORIGINS", func(s string) error {
		for _, o := range strings.Split(s, ",") {
			o = strings.TrimSpace(o)
			if u, err := url.Parse(o); o != "*" && (err != nil || u.Scheme == "" || u.Host == "" || u.Path != "") {
				return fmt.Errorf("CORS_ORIGINS holds %q: an origin is such as https://portail.example.fr", o)
			}
			c.origins = append(c.origins, o)
		}
		return nil
	})
	read("LOG_LEVEL", func(s string) error {
		if err := c.logLevel.UnmarshalText([]byte(s)); err != nil {
			return fmt.Errorf("LOG_LEVEL is %q: write debug, info, warn or error", s)
		}
		return nil
	})
	return c, faults.Err()
}
