//go:build linux || darwin

package postgres

import "strings"

// port only names the socket's file: nothing listens on the network.
const port = "5432"

// settings are for one program on one machine: little memory at rest, no replication, nothing in the log that a
// client is told anyway.
var settings = []string{
	"port=" + port,
	"listen_addresses=",
	"max_connections=60",
	"shared_buffers=128MB",
	"random_page_cost=1.1",
	"jit=off",
	"wal_level=minimal",
	"max_wal_senders=0",
	"min_wal_size=16MB",
	"max_wal_size=256MB",
	"standard_conforming_strings=on",
	"timezone=UTC",
	"log_timezone=UTC",
	"logging_collector=off",
	"log_destination=stderr",
	"log_line_prefix=",
	"log_min_messages=log",
}

// fragile settings trust the operating system to stay up. synchronous_commit is not among them: without it, a
// killed server loses the rows that it confirmed last.
var fragile = []string{"fsync=off", "full_page_writes=off"}

// arguments are the command line of the server. They outrank postgresql.conf, so that a data folder behaves
// alike whichever version of this program made it.
func arguments(data, socket string, durable bool) []string {
	args := []string{"-D", data}
	add := func(list ...string) {
		for _, s := range list {
			args = append(args, "-c", s)
		}
	}
	add(settings...)
	if !durable {
		add(fragile...)
	}
	// The setting is a list; the quotes keep a comma in the path from ending its first member.
	add(`unix_socket_directories="` + strings.ReplaceAll(socket, `"`, `""`) + `"`)
	return args
}
