"""Reads a network with networkx, measures it, and prints what it finds as JSON."""

import json
import sys

import networkx as nx

path = sys.argv[1]
graph = nx.read_gexf(path) if path.endswith(".gexf") else nx.read_graphml(path)
if "spells" in sys.argv:
    print(json.dumps({"Spells": sum(len(d["spells"]) for _, d in graph.nodes(data=True))}))
    sys.exit()

if path.endswith(".graphml"):  # there the key of a node is its attribute
    graph = nx.relabel_nodes(graph, nx.get_node_attributes(graph, "name"))
names = list(graph)
for _, _, data in graph.edges(data=True):
    data["length"] = 1 / data["weight"]
blocs = {}
for name, data in graph.nodes(data=True):
    blocs.setdefault(data["bloc"], set()).add(name)


def listed(values):
    return [values[name] for name in names]


print(json.dumps({
    "Names": names,
    "Labels": [graph.nodes[name]["label"] for name in names],
    "Edges": [[a, b, data["weight"]] for a, b, data in graph.edges(data=True)],
    "Betweenness": listed(nx.betweenness_centrality(graph)),
    "WeightedBetweenness": listed(nx.betweenness_centrality(graph, weight="length")),
    "Closeness": listed(nx.closeness_centrality(graph)),
    "WeightedCloseness": listed(nx.closeness_centrality(graph, distance="length")),
    "Eigen": listed(nx.eigenvector_centrality(graph, max_iter=10000, tol=1e-11, weight="weight")),
    "Modularity": nx.community.modularity(graph, list(blocs.values())),
}))
